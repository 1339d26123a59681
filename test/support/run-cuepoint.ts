import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

export interface CliRun {
  readonly child: ChildProcess;
  readonly finished: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** What a program of ours needs of our own environment: where ffmpeg is, and where compiled code lies. */
export function forPrograms(): Record<string, string> {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}

/** Starts the program as a person does, with this environment and no other; without a DATA_DIR it remembers nothing of an earlier run. */
export function startCuepoint(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): CliRun {
  const memory = mkdtempSync(join(tmpdir(), "cuepoint-data-"));
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...forPrograms(), LANG: "en_GB.UTF-8", DATA_DIR: memory, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const finished = once(child, "close").then(([code]) => {
    rmSync(memory, { recursive: true, force: true });
    return { code: code as number | null, stdout, stderr };
  });
  return { child, finished };
}
