import { createRequire } from "node:module";
import { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import { findProgram, isProgram } from "../../process/find-program.ts";
import { type Isolation, isolate, NO_ISOLATION } from "../../process/isolation.ts";
import { type RunningProcess, readAll, startProcess } from "../../process/start.ts";
import { QUIET } from "./safety.ts";

/** Hears how a run ended: well, which includes that its reader had enough; by itself badly; or because a signal aborted. */
export type OnRun = (program: "ffmpeg" | "ffprobe", outcome: "ok" | "failed" | "stopped") => void;

export interface FfmpegOptions {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logger: Logger;
  /** What of the system's means to confine a program works here; none where it was not looked for. */
  readonly isolation?: Isolation;
  /** Stretches every time limit, for a machine that is slow or shared; 1 where it is left out. */
  readonly timeScale?: number;
  readonly onRun?: OnRun;
}

/** The two programs with what every run of them shares. */
export interface Ffmpeg {
  /** Runs ffprobe to its end and returns what it printed, at most `limit` bytes. */
  probe(args: readonly string[], options: { signal: AbortSignal; limit: number }): Promise<string>;
  /** Starts ffprobe or ffmpeg; the caller reads the pipes and awaits `exit`. */
  start(
    program: "ffmpeg" | "ffprobe",
    args: readonly string[],
    options: {
      signal: AbortSignal;
      timeLimit: number;
      input?: Buffer;
      more?: boolean;
      /** It may write a file of this size; without it, none at all. */
      fileBytes?: number;
    },
  ): RunningProcess;
  /** Throws `ffmpeg-missing` where either program does not run; returns ffmpeg's version line. */
  version(signal: AbortSignal): Promise<string>;
}

/** Reading a header takes a fraction of a second; a file that makes it take more is not a video. */
const PROBE_TIME_LIMIT = 10_000;

const FAULTS = { missing: "ffmpeg-missing", timeout: "video-timeout", overflow: "video-failed" } as const;

/** Two decoder threads and what runs beside them; an upper bound for when the wall clock fails. */
const BUSY_THREADS = 4;

export function createFfmpeg(options: FfmpegOptions): Ffmpeg {
  const { ffmpeg, ffprobe, environment, logger, isolation = NO_ISOLATION, timeScale = 1 } = options;
  const programs = { ffmpeg, ffprobe };
  const start: Ffmpeg["start"] = (program, args, { signal, ...run }) => {
    const timeLimit = run.timeLimit * timeScale;
    logger.debug({ program, args }, "run");
    const nostdin = program === "ffmpeg" ? ["-nostdin"] : [];
    const cpuSeconds = Math.ceil(timeLimit / 1000) * BUSY_THREADS;
    // Nearly everything leaves through pipes. Neither program may reach the network.
    const limits = { cpuSeconds, fileBytes: run.fileBytes ?? 0, network: false };
    const command = { file: programs[program], args: [...QUIET, ...nostdin, ...args] };
    const isolated = isolate(command, limits, isolation);
    const running = startProcess(isolated.file, isolated.args, {
      signal,
      timeLimit,
      environment,
      faults: FAULTS,
      input: run.input,
      more: run.more,
    });
    return options.onRun ? heard(running, program, options.onRun) : running;
  };
  const probe: Ffmpeg["probe"] = async (args, { signal, limit }) => {
    const running = start("ffprobe", args, { signal, timeLimit: PROBE_TIME_LIMIT });
    const [text, { code, messages }] = await Promise.all([
      readAll(running, limit, FAULTS.overflow),
      running.exit,
    ]);
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

function heard(running: RunningProcess, program: "ffmpeg" | "ffprobe", onRun: OnRun): RunningProcess {
  let wasKilled = false;
  running.exit.then(
    ({ code }) => onRun(program, code === 0 || wasKilled ? "ok" : "failed"),
    (error: unknown) => {
      const isCancelled = error instanceof CuepointError && error.code === "cancelled";
      onRun(program, isCancelled ? "stopped" : "failed");
    },
  );
  return {
    ...running,
    kill() {
      wasKilled = true;
      running.kill();
    },
  };
}

async function printedVersion(running: RunningProcess): Promise<string> {
  const [text, { code, messages }] = await Promise.all([
    readAll(running, 64 * 1024, FAULTS.overflow),
    running.exit,
  ]);
  if (code !== 0) throw new CuepointError("ffmpeg-missing", {}, new Error(messages));
  return text.split("\n", 1)[0] ?? "";
}

export interface LocateOptions {
  readonly ffmpegPath: string | undefined;
  readonly ffprobePath: string | undefined;
  /** The PATH variable. */
  readonly searchPath: string;
}

/**
 * Where the two programs are: as configured, else on the PATH, else (ffmpeg alone) the ffmpeg-static package. The
 * system's pair comes before the package's: both are then of one version and get the system's security fixes.
 * Throws `ffmpeg-missing` with the name of the program.
 */
export function locateFfmpeg(options: LocateOptions): { ffmpeg: string; ffprobe: string } {
  const { ffmpegPath, ffprobePath, searchPath } = options;
  const ffmpeg = ffmpegPath ?? findProgram("ffmpeg", searchPath) ?? staticFfmpeg();
  const ffprobe = ffprobePath ?? findProgram("ffprobe", searchPath);
  if (!ffmpeg || !isProgram(ffmpeg)) throw new CuepointError("ffmpeg-missing", { name: "ffmpeg" });
  if (!ffprobe || !isProgram(ffprobe)) throw new CuepointError("ffmpeg-missing", { name: "ffprobe" });
  return { ffmpeg, ffprobe };
}

/** The package is optional: its download may have failed, and then it names a file that is not there. */
function staticFfmpeg(): string | null {
  try {
    const path: unknown = createRequire(import.meta.url)("ffmpeg-static");
    return typeof path === "string" && isProgram(path) ? path : null;
  } catch {
    return null;
  }
}
