import { nothingHeard, type Transcript } from "../sound/transcript.ts";
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

/** Nothing is heard where that is not wanted. */
export const unheard: Listen = async () => nothingHeard("turned-off");

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
