import { spawn } from "node:child_process";
import { once } from "node:events";

export interface ProgramRun {
  readonly milliseconds: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and keeps what it says. A program that is not there ends with -1. */
export async function runProgram(file: string, args: readonly string[]): Promise<ProgramRun> {
  const started = performance.now();
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const code = await Promise.race([
    once(child, "close").then(([exit]) => exit as number | null),
    once(child, "error").then(() => -1),
  ]);
  return { milliseconds: performance.now() - started, code, ...output };
}

/** Decodes a whole clip to nowhere with as many threads as we use; the yardstick of every speed here. */
export async function decodeOnly(path: string): Promise<ProgramRun> {
  const run = await runProgram("ffmpeg", [
    ...["-nostdin", "-v", "error", "-threads", "2", "-i", path, "-an", "-f", "null", "-"],
  ]);
  if (run.code !== 0) throw new Error(`ffmpeg could not decode ${path}: ${run.stderr}`);
  return run;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
