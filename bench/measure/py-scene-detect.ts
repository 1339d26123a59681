import { fileURLToPath } from "node:url";
import { type ProgramRun, runProgram } from "./run-program.ts";

const SCRIPT = `
import json, sys
from scenedetect import detect, AdaptiveDetector
print(json.dumps({"cuts": [start.get_seconds() for start, _ in detect(sys.argv[1], AdaptiveDetector())][1:]}))
`;
const RULE = fileURLToPath(new URL("./adaptive.py", import.meta.url));
/** Another Python on the PATH may come before the system's, which has Debian's packages. */
const PYTHONS = ["python3", "/usr/bin/python3"];

export interface Peer extends ProgramRun {
  readonly name: string;
  readonly cuts: readonly number[];
}

/**
 * PySceneDetect's adaptive detector on the same clip, or its rule over OpenCV where only that is installed; the reason
 * where there is neither.
 */
export async function pySceneDetect(path: string): Promise<Peer | { readonly skipped: string }> {
  const found =
    (await choose("import cv2, scenedetect", "PySceneDetect", ["-c", SCRIPT])) ??
    (await choose("import cv2", "PySceneDetect's rule over OpenCV", [RULE]));
  if (!found) return { skipped: "neither it nor OpenCV is installed (Debian: python3-opencv)" };
  const run = await runProgram(found.python, [...found.args, path]);
  if (run.code !== 0) return { skipped: run.stderr.trim().split("\n").at(-1) ?? "it failed" };
  const { cuts } = JSON.parse(run.stdout) as { cuts: number[] };
  return { ...run, name: found.name, cuts };
}

async function choose(needs: string, name: string, args: readonly string[]) {
  for (const python of PYTHONS) {
    if ((await runProgram(python, ["-c", needs])).code === 0) return { python, name, args };
  }
  return null;
}
