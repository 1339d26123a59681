import { isolate } from "../../process/isolation.ts";
import { startProcess } from "../../process/start.ts";
import { YTDLP_FAULTS } from "./ytdlp-faults.ts";
import type { YtdlpProgram } from "./ytdlp-program.ts";

/** What YouTube's JavaScript challenge takes; null for what yt-dlp does not find. */
export interface Solver {
  /** As yt-dlp calls it, e.g. "node-24.21.0". */
  readonly runtime: string | null;
  /** Version of the package yt-dlp-ejs. */
  readonly scripts: string | null;
}

/** A cold start of Python, and one of the runtime. */
const SOLVER_LIMIT = 30_000;

/** Our own Node runs the challenge, whatever else is on the PATH: without the option yt-dlp looks for Deno alone. */
export function runtimeArguments({ node }: Pick<YtdlpProgram, "node">): string[] {
  return ["--no-js-runtimes", "--js-runtimes", `node:${node}`];
}

/** Reads what yt-dlp says of itself before it asks for a link. Throws `cancelled`. */
export async function findSolver(program: YtdlpProgram, signal: AbortSignal): Promise<Solver> {
  const { path, environment, isolation } = program;
  const args = ["--ignore-config", "--no-plugin-dirs", ...runtimeArguments(program), "--verbose"];
  const limits = { cpuSeconds: 60, fileBytes: 0, network: false };
  const isolated = isolate({ file: path, args }, limits, isolation);
  try {
    const options = { signal, timeLimit: SOLVER_LIMIT, environment, faults: YTDLP_FAULTS };
    const running = startProcess(isolated.file, isolated.args, options);
    running.side.resume();
    running.stdout.resume();
    return solverIn((await running.exit).messages);
  } catch (error) {
    if (signal.aborted) throw error;
    return { runtime: null, scripts: null };
  }
}

function solverIn(header: string): Solver {
  const runtime = /^\[debug\] JS runtimes: (node-[\d.]+)(?! \(unsupported\))\s*$/m.exec(header)?.[1];
  const scripts = /^\[debug\] Optional libraries: .*\byt_dlp_ejs-([\d.]+\d)/m.exec(header)?.[1];
  return { runtime: runtime ?? null, scripts: scripts ?? null };
}
