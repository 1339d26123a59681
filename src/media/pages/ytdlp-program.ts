import type { Isolation } from "../../process/isolation.ts";
import { isolate } from "../../process/isolation.ts";
import { readAll, startProcess } from "../../process/start.ts";
import { YTDLP_FAULTS } from "./ytdlp-faults.ts";

/** The first release with the fixes of CVE-2026-50574 (code from a manifest), 50023, 50019 and 55404. */
export const YTDLP_FLOOR = "2026.07.04";

export interface YtdlpProgram {
  readonly path: string;
  /** The child sees these variables and no others. */
  readonly environment: Readonly<Record<string, string>>;
  readonly isolation: Isolation;
  /** Absolute path of the Node that runs YouTube's challenge. */
  readonly node: string;
}

/** A cold start of Python from a slow disk. */
const TIME_LIMIT = 30_000;

/** Null where the program does not run or does not tell. Throws `cancelled`. */
export async function ytdlpVersion(program: YtdlpProgram, signal: AbortSignal): Promise<string | null> {
  const { path, environment, isolation } = program;
  const limits = { cpuSeconds: 60, fileBytes: 0, network: false };
  const { file, args } = isolate({ file: path, args: ["--ignore-config", "--version"] }, limits, isolation);
  try {
    const options = { signal, timeLimit: TIME_LIMIT, environment, faults: YTDLP_FAULTS };
    const running = startProcess(file, args, options);
    running.side.resume();
    const [text] = await Promise.all([readAll(running, 1024, "unexpected"), running.exit]);
    return /^\d{4}\.\d\d\.\d\d(\.\d+)?$/.exec(text.trim())?.[0] ?? null;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

/** Versions are dates, so that their text is in their order. */
export function isBelowFloor(version: string, floor: string = YTDLP_FLOOR): boolean {
  return version.slice(0, floor.length) < floor;
}
