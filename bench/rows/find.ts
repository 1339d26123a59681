import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { searchMoments } from "../../commands/shared/find/search-moments.ts";
import { createIndexCache } from "../../src/search/index-cache.ts";
import { createStore } from "../../src/store/store.ts";
import { keepHour, threadIn } from "../find/library.ts";
import { silent } from "../measure/silent.ts";
import { table } from "../table.ts";
import { type BenchRow, target } from "./row.ts";

const VIDEOS = 500;
const ELSEWHERE = 100;
const ROUNDS = 10;
const HUGE = 1e12;
const MEGABYTE = 1_000_000;
const QUERIES = ["whiteboard budget", "whitebaord", "kaledo", "the budget of next year", "bali", longest()];

/** As many words as are searched for at once, each with near misses. */
function longest(): string {
  return Array.from({ length: 40 }, (_, i) =>
    `k${"aeiou"[i % 5]}l${"aeiou"[i % 4]}r${"aeiou"[i % 3]}d${i % 7}`.replace(
      /\d$/,
      "amino".slice(0, 1 + (i % 5)),
    ),
  ).join(" ");
}

/** Searching a channel of 500 videos of an hour each, in SQLite: the first answer, the next ones, and what stays in memory. */
export const findRow: BenchRow = {
  name: "find",
  async measure({ quick, say }) {
    const folder = mkdtempSync(join(tmpdir(), "cuepoint-bench-"));
    const sizes = { maxBytes: HUGE, contextTtlMs: HUGE, originalTtlMs: HUGE, originalsMaxBytes: HUGE };
    const store = createStore({ url: undefined, folder, logger: silent, now: Date.now, ...sizes });
    try {
      const count = quick ? VIDEOS / 10 : VIDEOS;
      say(`keeping ${count} hours`);
      for (let number = 0; number < count; number++) await keepHour(store, "films", number, said(number));
      for (let number = 0; number < ELSEWHERE; number++) await keepHour(store, "other", number, "nothing");
      const before = memory();
      const indexes = createIndexCache({ maxBytes: HUGE, idleMs: 600_000 });
      const ask = async (words: string) => {
        const begun = performance.now();
        const { moments } = await searchMoments(
          { store, indexes, logger: silent },
          { thread: threadIn("films", 0), words },
          new AbortController().signal,
        );
        return { ms: performance.now() - begun, found: moments.length };
      };
      const first = await ask(QUERIES[0] ?? "");
      const held = memory() - before;
      const next: { words: string; ms: number[]; found: number }[] = [];
      for (const words of QUERIES) {
        const answers = [];
        for (let round = 0; round < ROUNDS; round++) answers.push(await ask(words));
        next.push({ words, ms: answers.map(({ ms }) => ms), found: answers[0]?.found ?? 0 });
      }
      const slowest = Math.max(...next.map(({ ms }) => median(ms)));
      const text = table(
        [`${count} videos of an hour`, "moments", "ms, median", "most"],
        [
          ["the first search", String(first.found), first.ms.toFixed(0), ""],
          ...next.map(({ words, ms, found }) => [
            ...[`then: ${words.slice(0, 30)}`, String(found)],
            ...[median(ms).toFixed(0), Math.max(...ms).toFixed(0)],
          ]),
        ],
      );
      return {
        text: `${text}\n\nThe index holds ${(held / MEGABYTE).toFixed(0)} MB`,
        numbers: { count, first, next, heldBytes: held },
        targets: [
          target("find: the first answer, ms", { most: 1_000, reached: first.ms }),
          target("find: the next ones, slowest median, ms", { most: 200, reached: slowest }),
        ],
      };
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  },
};

/** One video in a hundred speaks of it. */
function said(number: number): string {
  return number % 100 === 7 ? "at the whiteboard she explains the budget" : "nothing of that kind";
}

/** Of what is in use, where the garbage can be collected first. */
function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
