import { type NoCues, nothingHeard, type Transcript } from "../sound/transcript.ts";
import type { TimeRange, VideoFile } from "../video/video.ts";
import type { Heard } from "./summary.ts";

export interface Listened {
  readonly path: string;
  /** Of the file, for pieces that were kept. */
  readonly sha256: string;
  readonly video: VideoFile;
  readonly range: TimeRange;
}

/** What is said in a file; times are the video's own seconds. Never rejects but for the signal: that nothing could be heard is an answer. */
export type Listen = (file: Listened, signal: AbortSignal) => Promise<Transcript>;

/** Why what is said is not to be known: the person asked for that, or the operator wants it so in this place. */
export type Unwanted = Extract<NoCues, "turned-off" | "off-here">;

/** Nothing is heard where that is not wanted. */
export function unheard(why: Unwanted): Listen {
  return async () => nothingHeard(why);
}

/** Without ears nothing is heard, and a reader is told why. */
export async function listenTo(
  listen: Listen | undefined,
  file: Listened,
  signal: AbortSignal,
): Promise<Transcript> {
  if (listen) return await listen(file, signal);
  return nothingHeard(file.video.info.hasAudio ? "no-server" : "no-track");
}

/** What is known of the sound, without the words. */
export function heardOf({ cues: _, ...heard }: Transcript): Heard {
  return heard;
}
