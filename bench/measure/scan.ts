import { fileURLToPath } from "node:url";
import type { Clip } from "../clips/store.ts";
import { runProgram } from "./run-program.ts";
import type { ScanFacts } from "./scan-process.ts";

const PROCESS = fileURLToPath(new URL("./scan-process.ts", import.meta.url));

/** Budgets that frames are chosen for: what a model takes, and as many as there are shots, and twice that. */
export function budgetsOf({ truth }: Clip): number[] {
  return [...new Set([16, 32, 64, 128, truth.shots.length, 2 * truth.shots.length])].sort((a, b) => a - b);
}

export async function scanClip(clip: Clip, kind: "default" | "thorough"): Promise<ScanFacts> {
  const run = await runProgram(process.execPath, [PROCESS, clip.path, kind, budgetsOf(clip).join(",")]);
  if (run.code !== 0) throw new Error(`the scan of ${clip.name} failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as ScanFacts;
}
