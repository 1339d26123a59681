import { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import { type RunningProcess, readAll, startProcess } from "./process.ts";
import { QUIET } from "./safety.ts";

export interface FfmpegOptions {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logger: Logger;
}

/** The two programs with what every run of them shares. */
export interface Ffmpeg {
  /** Runs ffprobe to its end and returns what it printed, at most `limit` bytes. */
  probe(args: readonly string[], options: { signal: AbortSignal; limit: number }): Promise<string>;
  /** Starts ffprobe or ffmpeg; the caller reads the pipes and awaits `exit`. */
  start(
    program: "ffmpeg" | "ffprobe",
    args: readonly string[],
    options: { signal: AbortSignal; timeLimit: number },
  ): RunningProcess;
  /** Throws `ffmpeg-missing` where either program does not run; returns ffmpeg's version line. */
  version(signal: AbortSignal): Promise<string>;
}

/** Reading a header takes a fraction of a second; a file that makes it take more is not a video. */
const PROBE_TIME_LIMIT = 10_000;

export function createFfmpeg({ ffmpeg, ffprobe, environment, logger }: FfmpegOptions): Ffmpeg {
  const programs = { ffmpeg, ffprobe };
  const start: Ffmpeg["start"] = (program, args, { signal, timeLimit }) => {
    logger.debug({ program, args }, "run");
    const nostdin = program === "ffmpeg" ? ["-nostdin"] : [];
    return startProcess(programs[program], [...QUIET, ...nostdin, ...args], {
      signal,
      timeLimit,
      environment,
    });
  };
  const probe: Ffmpeg["probe"] = async (args, { signal, limit }) => {
    const running = start("ffprobe", args, { signal, timeLimit: PROBE_TIME_LIMIT });
    const [text, { code, messages }] = await Promise.all([readAll(running, limit), running.exit]);
    if (code !== 0) throw new CuepointError("not-a-video", {}, new Error(messages));
    return text;
  };
  return {
    probe,
    start,
    async version(signal) {
      await printedVersion(start("ffprobe", ["-version"], { signal, timeLimit: PROBE_TIME_LIMIT }));
      return printedVersion(start("ffmpeg", ["-version"], { signal, timeLimit: PROBE_TIME_LIMIT }));
    },
  };
}

async function printedVersion(running: RunningProcess): Promise<string> {
  const [text, { code, messages }] = await Promise.all([readAll(running, 64 * 1024), running.exit]);
  if (code !== 0) throw new CuepointError("ffmpeg-missing", {}, new Error(messages));
  return text.split("\n", 1)[0] ?? "";
}
