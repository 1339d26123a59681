import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CuepointError } from "../../errors.ts";
import { MEGABYTE, type OnFetchProgress } from "../../http/progress.ts";
import { isolate } from "../../process/isolation.ts";
import { linesOf, type RunningProcess, startProcess } from "../../process/start.ts";
import { limitFolder } from "./folder-limit.ts";
import { type RunOptions, ytdlpArguments } from "./ytdlp-arguments.ts";
import {
  type PrintedFormats,
  type PrintedInfo,
  type PrintedProgress,
  parseFormats,
  parseInfo,
  parseProgress,
} from "./ytdlp-output.ts";
import { YTDLP_FAULTS, type YtdlpProgram } from "./ytdlp-program.ts";

export interface YtdlpRun extends Pick<RunOptions, "link" | "folder" | "extractors" | "words"> {
  readonly program: YtdlpProgram;
  readonly proxyUrl: string;
  readonly limits: { readonly maxMegabytes: number; readonly maxMinutes: number; readonly totalMs: number };
  readonly maxFolderMegabytes: number;
  readonly signal: AbortSignal;
  readonly onProgress: OnFetchProgress;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface Finished {
  /** Null where yt-dlp never got as far as a video. */
  readonly info: PrintedInfo | null;
  /** Null where it never began to fetch one. */
  readonly formats: PrintedFormats | null;
  /** The end of what it wrote to stderr. */
  readonly messages: string;
}

/** Characters; a page's description of its chapters is a few kilobytes. */
const LONGEST_LINE = MEGABYTE;

/**
 * One run in a private folder: limits around it, the folder watched, the network through the proxy alone. Throws
 * `page-live`, `too-long`, `link-too-large`, `link-too-slow`, `cancelled`.
 */
export async function runYtdlp(run: YtdlpRun): Promise<Finished> {
  const running = await start(run);
  let isTooLarge = false;
  using _ = limitFolder({
    folder: run.folder,
    maxMegabytes: run.maxFolderMegabytes,
    onExceeded: () => {
      isTooLarge = true;
      running.kill();
    },
  });
  try {
    const told = await readLines(running, run);
    const { messages } = await running.exit;
    if (isTooLarge) {
      throw new CuepointError("link-too-large", { limitMegabytes: run.limits.maxMegabytes });
    }
    return { ...told, messages };
  } catch (error) {
    running.kill();
    // The folder is removed next, and nothing may write into it then.
    await running.exit.catch(() => undefined);
    throw error;
  }
}

async function start({
  program,
  proxyUrl,
  folder,
  limits,
  signal,
  ...run
}: YtdlpRun): Promise<RunningProcess> {
  const configuration = join(folder, "yt-dlp.conf");
  await writeFile(configuration, `--proxy ${proxyUrl}\n`, { mode: 0o600 });
  const args = ytdlpArguments({
    ...run,
    ...{ folder, configuration, node: program.node, maxMegabytes: limits.maxMegabytes },
  });
  const cpuSeconds = Math.ceil(limits.totalMs / 1000);
  const resources = { cpuSeconds, fileBytes: limits.maxMegabytes * MEGABYTE, network: true };
  const isolated = isolate({ file: program.path, args }, resources, program.isolation);
  const running = startProcess(isolated.file, isolated.args, {
    signal,
    timeLimit: limits.totalMs,
    faults: YTDLP_FAULTS,
    environment: {
      ...program.environment,
      ...{
        HOME: folder,
        TMPDIR: folder,
        LC_ALL: "C.UTF-8",
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUNBUFFERED: "1",
      },
    },
  });
  running.side.resume();
  return running;
}

async function readLines(
  running: RunningProcess,
  run: YtdlpRun,
): Promise<Pick<Finished, "info" | "formats">> {
  const started = run.now();
  let info: PrintedInfo | null = null;
  let formats: PrintedFormats | null = null;
  const sum = createSum();
  for await (const line of linesOf(running.stdout, LONGEST_LINE, YTDLP_FAULTS.overflow)) {
    const printed = parseInfo(line);
    if (printed) refuse(printed, run.limits.maxMinutes);
    info ??= printed;
    formats ??= parseFormats(line);
    const progress = sum(parseProgress(line));
    if (!progress) continue;
    const seconds = Math.max(run.now() - started, 1) / 1000;
    const bytesPerSecond = Math.round(progress.bytes / seconds);
    run.onProgress({ bytes: progress.bytes, totalBytes: progress.total, bytesPerSecond });
  }
  return { info, formats };
}

/** Picture and sound that come apart are told one after the other, each from nothing. */
function createSum(): (progress: PrintedProgress | null) => PrintedProgress | null {
  let before = 0;
  let last = 0;
  return (progress) => {
    if (!progress) return null;
    const { bytes, total } = progress;
    if (bytes < last) before += last;
    last = bytes;
    return { bytes: before + bytes, total: total === null ? null : before + total };
  };
}

function refuse({ isLive, duration }: PrintedInfo, maxMinutes: number): void {
  if (isLive) throw new CuepointError("page-live");
  const minutes = Math.ceil((duration ?? 0) / 60);
  if (minutes > maxMinutes) throw new CuepointError("too-long", { minutes, limitMinutes: maxMinutes });
}
