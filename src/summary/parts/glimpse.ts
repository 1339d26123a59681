import type { SamplingStrategy } from "../../video/sample/strategy.ts";
import type { VideoFile } from "../../video/video.ts";
import { cutStills, segmentsFromPictures } from "../segments.ts";
import type { Still } from "../summary.ts";
import type { PartLook } from "./look.ts";

/** Stills in one row of a phone's screen and a computer's. */
const STILLS = 4;
/** Candidates to choose them from. */
const CHOICE = 16;
/** Pixels. */
const LONG_SIDE = 640;

/** What a long video looks like so far: a few stills of what has been scanned. */
export async function glimpseOf(
  { video, strategy }: { readonly video: VideoFile; readonly strategy: SamplingStrategy },
  { scan }: PartLook,
  signal: AbortSignal,
): Promise<readonly Still[]> {
  const planned = segmentsFromPictures(strategy.choose(scan, CHOICE), scan, STILLS);
  const options = { longSide: LONG_SIDE, onProgress: () => undefined };
  const segments = await cutStills(video, scan, planned, options, signal);
  return segments.map(({ still }) => still);
}
