import { describe, expect, it } from "vitest";
import { contextKey, identityOf, partKey } from "../../../src/store/contexts/video-context.ts";
import type { Summary } from "../../../src/summary/summary.ts";
import { temporaryStore } from "../../support/temporary-store.ts";
import { contextOf } from "../samples.ts";

const TENANT = "slack:T1";

function partOf(number: number) {
  const context = contextOf();
  const move = <T extends { start: number; end: number }>(one: T): T => ({
    ...one,
    start: one.start + number * 100,
    end: one.end + number * 100,
  });
  const { segments, cues } = context.summary;
  const summary: Summary = {
    ...context.summary,
    title: `Part ${number}`,
    segments: segments.map(move),
    cues: cues.map((cue) => ({ ...move(cue), id: `c${number + 1}` })),
  };
  return { ...context, summary, part: number };
}

/** Three parts, and the whole over them where it was made. */
async function longVideo({ isWhole = true } = {}) {
  const { contexts } = await temporaryStore();
  const key = contextKey(identityOf(contextOf()));
  for (const number of [0, 1, 2]) await contexts.put(partOf(number));
  const parts = [0, 1, 2].map((number) => ({
    ...{ start: number * 100, end: number * 100 + 100, title: `Part ${number}`, overview: "" },
    ...{ model: "m", segments: 2 },
  }));
  const { summary, ...context } = contextOf();
  const chapters = [{ title: "All of it", start: 0, end: 300 }];
  const all = { ...summary, title: "Over all", parts, chapters, shown: [0, 3, 5] };
  if (isWhole) await contexts.put({ ...context, opening: null, summary: all });
  return { contexts, key };
}

describe("a long video's context", () => {
  it("has the segments, the cues and the stills of its parts, in order", async () => {
    const { contexts, key } = await longVideo();
    const found = await contexts.summary(TENANT, key);
    expect(found?.summary.title).toBe("Over all");
    expect(found?.summary.segments.map(({ start }) => start)).toEqual([0, 10, 100, 110, 200, 210]);
    expect(found?.summary.cues.map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
    expect(found?.summary.shown).toEqual([0, 3, 5]);
    expect(new Set(found?.summary.segments.map(({ still }) => still.name)).size).toBe(6);
    expect(await contexts.still(TENANT, key, 3)).toEqual(found?.summary.segments[3]?.still.jpeg);
    expect(await contexts.still(TENANT, key, 6)).toBeUndefined();
    expect((await contexts.get(TENANT, key))?.summary.segments).toHaveLength(6);
    expect((await contexts.get(TENANT, partKey(key, 1)))?.opening?.frames).toHaveLength(4);
  });

  it("reads as absent when one of its parts is missing", async () => {
    const { contexts, key } = await longVideo();
    await contexts.delete(TENANT, partKey(key, 1));
    expect(await contexts.summary(TENANT, key)).toBeUndefined();
    expect(await contexts.get(TENANT, key)).toBeUndefined();
  });

  it.each([true, false])(
    "takes its parts along when it is deleted (the whole was made: %s)",
    async (isWhole) => {
      const { contexts, key } = await longVideo({ isWhole });
      expect(await contexts.delete(TENANT, key)).toBe(isWhole);
      for (const number of [0, 1, 2])
        expect(await contexts.get(TENANT, partKey(key, number))).toBeUndefined();
    },
  );

  it("is another tenant's no more than its parts are", async () => {
    const { contexts, key } = await longVideo();
    expect(await contexts.get("slack:T2", partKey(key, 0))).toBeUndefined();
    expect(await contexts.summary("slack:T2", key)).toBeUndefined();
  });
});
