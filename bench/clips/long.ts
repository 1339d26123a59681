import { existsSync, renameSync, writeFileSync } from "node:fs";
import { runProgram } from "../measure/run-program.ts";
import type { Clip } from "./store.ts";

/** A clip so many times in a row, copied and not encoded again: hours of film within seconds. */
export async function repeated(clip: Clip, times: number): Promise<string> {
  const path = clip.path.replace(/(\.\w+)$/, `-x${times}$1`);
  if (existsSync(path)) return path;
  const list = `${path}.txt`;
  writeFileSync(list, `file '${clip.path}'\n`.repeat(times));
  const part = path.replace(/(\.\w+)$/, ".part$1");
  const run = await runProgram("ffmpeg", [
    ...["-nostdin", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", list, "-c", "copy", part],
  ]);
  if (run.code !== 0) throw new Error(`ffmpeg could not join ${clip.name}: ${run.stderr}`);
  renameSync(part, path);
  return path;
}
