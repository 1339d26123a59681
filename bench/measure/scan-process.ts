import { readdirSync, readFileSync } from "node:fs";
import { scanVideo } from "../../src/video/plan/scan-video.ts";
import { STRATEGIES } from "../../src/video/sample/strategies.ts";
import { chooseWithVectors } from "./by-meaning.ts";
import { openVideo } from "./open-video.ts";

/** What the process prints on stdout, once. Times are seconds but for those that say milliseconds; memory is megabytes. */
export interface ScanFacts {
  readonly milliseconds: number;
  readonly plan: string;
  readonly nodeIdle: number;
  readonly nodePeak: number;
  /** Null where the system does not tell (it has no /proc). */
  readonly ffmpegPeak: number | null;
  readonly cuts: readonly number[];
  readonly candidates: readonly number[];
  /** By strategy, then by budget. */
  readonly chosen: Readonly<Record<string, Readonly<Record<number, readonly number[]>>>>;
}

/** Scans one video in a process of its own, so that its memory is its own: path, "default" or "thorough", budgets, and "meaning" for strategy clip too. */
const [path = "", kind = "", budgets = "", also = ""] = process.argv.slice(2);
const idle = process.memoryUsage.rss() / 1e6;
const watched = watchChildren();
const started = performance.now();
const video = await openVideo(path);
const range = { start: 0, end: video.info.duration };
const { scan, explanation } = await scanVideo(
  video,
  range,
  { thorough: kind === "thorough" },
  new AbortController().signal,
);
const milliseconds = performance.now() - started;
const chosen: Record<string, Readonly<Record<number, readonly number[]>>> = Object.fromEntries(
  Object.values(STRATEGIES).map((strategy) => [
    strategy.name,
    Object.fromEntries(
      budgets
        .split(",")
        .map((budget) => [budget, strategy.choose(scan, Number(budget)).map((c) => c.timestamp)]),
    ),
  ]),
);
const [nodePeak, ffmpegPeak] = [process.resourceUsage().maxRSS / 1000, watched.stop()];
if (also === "meaning") {
  const { name, chosen: byMeaning } = await chooseWithVectors(video, scan, budgets.split(",").map(Number));
  chosen[name] = byMeaning;
}
const facts: ScanFacts = {
  milliseconds,
  plan: `${explanation.kind}, ${explanation.reason}, ${explanation.parts} parts, ${Math.round(explanation.share * 100)} %`,
  nodeIdle: idle,
  nodePeak,
  ffmpegPeak,
  cuts: scan.cuts,
  candidates: scan.candidates.map(({ timestamp }) => timestamp),
  chosen,
};
process.stdout.write(JSON.stringify(facts));

/** The highest memory of any child, looked up twenty times a second. */
function watchChildren() {
  let peak: number | null = null;
  const timer = setInterval(() => {
    for (const pid of childrenOf(process.pid)) peak = Math.max(peak ?? 0, highWater(pid));
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function childrenOf(parent: number): string[] {
  try {
    return readdirSync(`/proc/${parent}/task`).flatMap((task) =>
      readFileSync(`/proc/${parent}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
  } catch {
    return [];
  }
}

function highWater(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}
