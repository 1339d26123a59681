import type { Timeline } from "../../timeline.ts";
import type { VideoInfo } from "../../video.ts";
import type { Colours } from "../decode/colours.ts";

/** The opened file that a clip is cut out of. */
export interface ClipSource {
  readonly path: string;
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  readonly colours: Colours;
}
