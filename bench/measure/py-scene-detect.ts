import { type ProgramRun, runProgram } from "./run-program.ts";

const SCRIPT = `
import json, sys
from scenedetect import detect, AdaptiveDetector
print(json.dumps([start.get_seconds() for start, _ in detect(sys.argv[1], AdaptiveDetector())][1:]))
`;

export interface PySceneDetect extends ProgramRun {
  readonly cuts: readonly number[];
}

/** PySceneDetect's adaptive detector on the same clip; null with the reason where it is not installed. */
export async function pySceneDetect(path: string): Promise<PySceneDetect | { readonly skipped: string }> {
  const check = await runProgram("python3", ["-c", "import cv2, scenedetect"]);
  if (check.code !== 0) {
    const reason = check.stderr.trim().split("\n").at(-1) ?? "";
    return { skipped: reason || "python3 is not installed" };
  }
  const run = await runProgram("python3", ["-c", SCRIPT, path]);
  if (run.code !== 0) return { skipped: run.stderr.trim().split("\n").at(-1) ?? "it failed" };
  return { ...run, cuts: JSON.parse(run.stdout) as number[] };
}
