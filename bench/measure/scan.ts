import { fileURLToPath } from "node:url";
import type { Clip } from "../clips/store.ts";
import { runProgram } from "./run-program.ts";
import type { ScanFacts } from "./scan-process.ts";
import { leastFrames } from "./score.ts";

const PROCESS = fileURLToPath(new URL("./scan-process.ts", import.meta.url));

export type ScanKind = "default" | "thorough";

/** Budgets that frames are chosen for: what a model takes, as many as there are shots, and as many as it takes to see all. */
export function budgetsOf({ truth }: Clip): number[] {
  const fewest = leastFrames(truth);
  return [...new Set([16, 32, 64, 128, truth.shots.length, fewest, withSlack(fewest)])].sort((a, b) => a - b);
}

/** The fewest would do with the truth known; the sampler, which does not know it, gets a quarter more. */
export function withSlack(frames: number): number {
  return Math.ceil(1.25 * frames);
}

export function scanClip(clip: Clip, kind: ScanKind): Promise<ScanFacts> {
  return scanFile(clip.path, kind, budgetsOf(clip));
}

/** Strategy clip as well, which decodes the candidates at full size and takes a minute more. */
export function scanClipForMeaning(clip: Clip): Promise<ScanFacts> {
  return scanFile(clip.path, "default", budgetsOf(clip), "meaning");
}

export async function scanFile(
  path: string,
  kind: ScanKind,
  budgets: readonly number[],
  also = "",
): Promise<ScanFacts> {
  const run = await runProgram(process.execPath, [PROCESS, path, kind, budgets.join(","), also]);
  if (run.code !== 0) throw new Error(`the scan of ${path} failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as ScanFacts;
}
