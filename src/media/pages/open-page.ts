import { open } from "node:fs/promises";
import { CuepointError } from "../../errors.ts";
import { MEGABYTE, type OnFetchProgress } from "../../http/progress.ts";
import type { Logger } from "../../logger.ts";
import { safeError } from "../../util/safe-error.ts";
import { HEAD_BYTES, looksLikeVideo } from "../direct/sniff.ts";
import type { OpenPage } from "../download.ts";
import type { Guard } from "../guard/guard.ts";
import { createWorkspace } from "../workspace.ts";
import { fetchedVideo, type JoinStreams } from "./fetched-video.ts";
import { type GuardProxy, startGuardProxy } from "./guard-proxy.ts";
import { type PageInfo, type PageSound, type PageWords, readCaptions } from "./page-info.ts";
import { type Finished, runYtdlp } from "./run-ytdlp.ts";
import { NAMED_EXTRACTORS } from "./ytdlp-arguments.ts";
import { faultOf } from "./ytdlp-output.ts";
import { isBelowFloor, YTDLP_FLOOR, type YtdlpProgram, ytdlpVersion } from "./ytdlp-program.ts";

export interface PageOptions {
  readonly program: YtdlpProgram;
  readonly guard: Guard;
  /** Folder for temporary files. */
  readonly temporary: string;
  readonly limits: { readonly maxMegabytes: number; readonly maxMinutes: number; readonly totalMs: number };
  /** Which of yt-dlp's extractors may be used. */
  readonly extractors?: readonly string[];
  readonly join: JoinStreams;
  readonly logger: Logger;
  readonly now?: () => number;
}

/** Beside the video come its page, its player's script and captions. */
const BESIDES = 1.2;

/**
 * Opens pages where the operator's yt-dlp runs and is not older than its last known way in; null, with a line in
 * the log, where it does not. Throws `cancelled`.
 */
export async function enablePages(
  options: PageOptions & { readonly floor?: string },
  signal: AbortSignal,
): Promise<OpenPage | null> {
  const { program, logger, floor = YTDLP_FLOOR } = options;
  const version = await ytdlpVersion(program, signal);
  if (version === null) logger.warn("yt-dlp does not run: links to pages stay off");
  else if (isBelowFloor(version, floor)) {
    logger.warn({ version, floor }, "yt-dlp is too old to be safe: links to pages stay off");
  } else {
    logger.info({ version }, "links to pages are on");
    return createPageOpener(options);
  }
  return null;
}

/** Opens pages of video sites with yt-dlp, one confined run and one proxy of its own for each. */
export function createPageOpener(options: PageOptions): OpenPage {
  return async (link, signal, onProgress, words) => {
    admit(link, options.guard);
    const workspace = await createWorkspace(options.temporary);
    const release = async () => workspace[Symbol.asyncDispose]();
    try {
      return {
        ...(await fetchPage(link, { ...options, folder: workspace.folder, words, onProgress }, signal)),
        release,
      };
    } catch (error) {
      await release();
      throw error;
    }
  };
}

function admit(link: string, guard: Guard): void {
  try {
    guard.admit(link);
  } catch (error) {
    throw new CuepointError("link-unreachable", {}, safeError(error));
  }
}

interface Fetch extends PageOptions {
  readonly folder: string;
  readonly words: PageWords;
  readonly onProgress: OnFetchProgress;
}

async function fetchPage(
  link: string,
  options: Fetch,
  signal: AbortSignal,
): Promise<PageInfo & { readonly name: string; readonly path: string; readonly sound: PageSound }> {
  const { guard, limits, logger, folder, words, onProgress, now = () => performance.now() } = options;
  const maxBytes = limits.maxMegabytes * MEGABYTE * BESIDES;
  await using proxy = await startGuardProxy({
    guard,
    signal,
    maxBytes,
    onRefused: (reason) => logger.info({ reason: reason.message }, "yt-dlp was refused an address"),
  });
  const { extractors = NAMED_EXTRACTORS } = options;
  const finished = await runYtdlp({
    ...{ link, folder, limits, extractors, words, now, onProgress, signal },
    program: options.program,
    proxyUrl: proxy.url,
    maxFolderMegabytes: limits.maxMegabytes * BESIDES,
  });
  const fetched = await fetchedVideo(
    { folder, finished, withSound: words === "sound", join: options.join, maxBytes },
    signal,
  );
  if (!fetched || !finished.info) throw whyNothing(finished, proxy, limits.maxMegabytes);
  if (!(await beginsAsVideo(fetched.path))) throw new CuepointError("page-without-video");
  const { page } = finished.info;
  return { ...page, name: page.title || "video", ...fetched, captions: await readCaptions(folder) };
}

function whyNothing({ messages }: Finished, proxy: GuardProxy, limitMegabytes: number): CuepointError {
  if (proxy.isSpent()) return new CuepointError("link-too-large", { limitMegabytes });
  // A link to a private network gets the sentence of every link that leads nowhere.
  if (proxy.refusals() > 0) return new CuepointError("link-unreachable");
  return faultOf(messages, limitMegabytes);
}

async function beginsAsVideo(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return looksLikeVideo(buffer.subarray(0, bytesRead));
}
