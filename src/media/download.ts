import { CuepointError } from "../errors.ts";
import type { OnFetchProgress } from "../http/progress.ts";
import type { Logger } from "../logger.ts";
import { SafeError } from "../util/safe-error.ts";
import { type DirectLimits, openDirect } from "./direct/open.ts";
import type { Guard } from "./guard/guard.ts";
import { classifyLink } from "./links.ts";
import type { VideoSource } from "./local-video.ts";
import type { PageInfo, PageSound, PageWords } from "./pages/page-info.ts";

/** What a link leads to, with what its page says of it. Untrusted text: for showing and as hints. */
export type LinkedVideo = VideoSource & Partial<PageInfo> & { readonly sound?: PageSound };

export interface LinkFetcher {
  /**
   * Throws `link-*`, `page-*`, `pages-off`, `too-long`, `file-empty` or `cancelled`. Take the video with
   * `takeVideo`, which ends the connection or removes the file in any case. `usedMs` is what earlier tries took of the
   * total time. `words` is for pages: captions, where it is left out.
   */
  open(
    link: string,
    signal: AbortSignal,
    onProgress?: OnFetchProgress,
    usedMs?: number,
    words?: PageWords,
  ): Promise<LinkedVideo>;
}

/** Opens a page on a video site. */
export type OpenPage = (
  link: string,
  signal: AbortSignal,
  onProgress: OnFetchProgress,
  words: PageWords,
) => Promise<LinkedVideo>;

export interface LinkFetcherOptions {
  readonly guard: Guard;
  /** The size and the total time are the operator's; the others are for tests to change. */
  readonly limits: Pick<DirectLimits, "maxMegabytes" | "totalMs"> & Partial<DirectLimits>;
  /** Null where no yt-dlp may be used. */
  readonly openPage: OpenPage | null;
  readonly logger: Logger;
  readonly now?: () => number;
}

/** Milliseconds. */
const LIMITS = {
  connectMs: 10_000,
  answerMs: 20_000,
  idleMs: 10_000,
  maxResumes: 3,
  resumeDelayMs: 1_000,
} as const satisfies Partial<DirectLimits>;

export function createLinkFetcher(options: LinkFetcherOptions): LinkFetcher {
  const { guard, openPage, logger, now = () => performance.now() } = options;
  const limits = { ...LIMITS, ...options.limits };
  const open: LinkFetcher["open"] = (
    link,
    signal,
    onProgress = () => undefined,
    usedMs = 0,
    words = "captions",
  ) => {
    if (classifyLink(link).kind !== "page") {
      return openDirect(link, { guard, limits, now, usedMs }, signal, onProgress);
    }
    if (openPage === null) throw new CuepointError("pages-off");
    return openPage(link, signal, onProgress, words);
  };
  return {
    async open(link, signal, ...rest) {
      const started = now();
      const facts = () => ({ host: URL.parse(link)?.hostname ?? "", ms: Math.round(now() - started) });
      try {
        const video = await open(link, signal, ...rest);
        logger.info(facts(), "link opened");
        return video;
      } catch (error) {
        const fault = error instanceof CuepointError ? error : new CuepointError("unexpected", {}, error);
        const reason = fault.cause instanceof SafeError ? fault.cause.message : "";
        logger.info({ ...facts(), code: fault.code, reason }, "link refused");
        throw fault;
      }
    },
  };
}
