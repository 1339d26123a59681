import { type Isolation, isolate } from "../../process/isolation.ts";
import { type ProcessFaults, type RunningProcess, readAll, startProcess } from "../../process/start.ts";

/** The first release with the fixes of CVE-2026-50574 (code from a manifest), 50023, 50019 and 55404. */
export const YTDLP_FLOOR = "2026.07.04";

export const YTDLP_FAULTS: ProcessFaults = {
  missing: "pages-off",
  timeout: "link-too-slow",
  overflow: "page-without-video",
};

export interface YtdlpProgram {
  readonly path: string;
  /** The child sees these variables and no others. */
  readonly environment: Readonly<Record<string, string>>;
  readonly isolation: Isolation;
  /** Absolute path of the Node that runs YouTube's challenge. */
  readonly node: string;
}

/** What YouTube's JavaScript challenge takes; null for what yt-dlp does not find. */
export interface Solver {
  /** As yt-dlp calls it, e.g. "node-24.21.0". */
  readonly runtime: string | null;
  /** Version of the package yt-dlp-ejs. */
  readonly scripts: string | null;
}

/** A cold start of Python from a slow disk, and one of the runtime. */
const TIME_LIMIT = 30_000;
const LIMITS = { cpuSeconds: 60, fileBytes: 0, network: false };

/** Null where the program does not run or does not tell. Throws `cancelled`. */
export async function ytdlpVersion(program: YtdlpProgram, signal: AbortSignal): Promise<string | null> {
  const read = async (running: RunningProcess) => {
    const [text] = await Promise.all([readAll(running, 1024, "unexpected"), running.exit]);
    return text;
  };
  const text = await tryProgram(program, ["--version"], read, signal);
  return /^\d{4}\.\d\d\.\d\d(\.\d+)?$/.exec(text?.trim() ?? "")?.[0] ?? null;
}

/** Versions are dates, so that their text is in their order. */
export function isBelowFloor(version: string, floor: string = YTDLP_FLOOR): boolean {
  return version.slice(0, floor.length) < floor;
}

/** Our own Node runs the challenge, whatever else is on the PATH: without the option yt-dlp looks for Deno alone. */
export function runtimeArguments({ node }: Pick<YtdlpProgram, "node">): string[] {
  return ["--no-js-runtimes", "--js-runtimes", `node:${node}`];
}

/** Reads what yt-dlp says of itself before it asks for a link. Throws `cancelled`. */
export async function findSolver(program: YtdlpProgram, signal: AbortSignal): Promise<Solver> {
  const args = ["--no-plugin-dirs", ...runtimeArguments(program), "--verbose"];
  const read = async (running: RunningProcess) => {
    running.stdout.resume();
    return (await running.exit).messages;
  };
  const header = (await tryProgram(program, args, read, signal)) ?? "";
  const runtime = /^\[debug\] JS runtimes: (node-[\d.]+)(?! \(unsupported\))\s*$/m.exec(header)?.[1];
  const scripts = /^\[debug\] Optional libraries: .*\byt_dlp_ejs-([\d.]+\d)/m.exec(header)?.[1];
  return { runtime: runtime ?? null, scripts: scripts ?? null };
}

/** A run without a link and without a network; null where it fails. Throws `cancelled`. */
async function tryProgram(
  { path, environment, isolation }: YtdlpProgram,
  args: readonly string[],
  read: (running: RunningProcess) => Promise<string>,
  signal: AbortSignal,
): Promise<string | null> {
  const confined = isolate({ file: path, args: ["--ignore-config", ...args] }, LIMITS, isolation);
  try {
    const options = { signal, timeLimit: TIME_LIMIT, environment, faults: YTDLP_FAULTS };
    const running = startProcess(confined.file, confined.args, options);
    running.side.resume();
    return await read(running);
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}
