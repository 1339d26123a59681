import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { CuepointError } from "../errors.ts";
import { isBeyondResuming } from "../http/body.ts";
import type { LinkedVideo } from "./download.ts";
import { type LocalVideo, type LocalVideoOptions, takeVideo } from "./local-video.ts";

/** As `takeVideo`, with what the link's page says of the video. Fetching has reported its progress. */
export async function takeLinked(
  { title, chapters = [], captions = [], language, playlist, sound, ...source }: LinkedVideo,
  options: Omit<LocalVideoOptions, "onProgress">,
): Promise<LocalVideo> {
  const video = await takeVideo(source, options);
  if (title === undefined) return video;
  const page = { title, chapters, captions, ...(language && { language }), ...(playlist && { playlist }) };
  return { ...video, page, ...(sound && { sound }) };
}

interface Pause {
  readonly signal: AbortSignal;
  /** Milliseconds before it starts over; tests pass their own. */
  readonly pauseMs?: number;
}

const RETRIES = 2;
const PAUSE_MS = 1000;

/**
 * Takes a video, and starts over where the download broke off and cannot resume. `take` opens the video again and gets the
 * milliseconds that earlier tries took.
 */
export function beginAnew<T>(
  take: (usedMs: number) => Promise<T>,
  { signal, pauseMs = PAUSE_MS }: Pause,
): Promise<T> {
  const started = performance.now();
  return pRetry(() => take(performance.now() - started), {
    retries: RETRIES,
    minTimeout: 0,
    // The library does not get the signal: it would drop a video that came as the signal aborted, and its folder would stay.
    shouldRetry: async ({ error }) => {
      if (!isBeyondResuming(error)) return false;
      await sleep(pauseMs, undefined, { signal }).catch((cause: unknown) => {
        throw new CuepointError("cancelled", {}, cause);
      });
      return true;
    },
  });
}
