import { chooseStill } from "../video/stills/choose-still.ts";
import { takeStill } from "../video/stills/take-still.ts";
import type { Frame, TimeRange, VideoFile } from "../video/video.ts";

interface Cut {
  /** Timestamp of the frame that was chosen. */
  readonly key: number;
  /** The still lies in it. */
  readonly within: TimeRange;
  /** In pixels at most. */
  readonly longSide: number;
}

/** The clearest picture near a frame that was chosen; null where none can be decoded. */
export async function cutStill(
  video: VideoFile,
  { key, within, longSide }: Cut,
  signal: AbortSignal,
): Promise<Frame | null> {
  const taken = await takeStill(video, key, { shot: within, longSide }, signal);
  if (taken) return taken;
  const timestamp = await chooseStill(video, key, within, signal);
  return (await frameAt(video, timestamp, longSide, signal)) ?? frameAt(video, key, longSide, signal);
}

async function frameAt(
  video: VideoFile,
  timestamp: number,
  longSide: number,
  signal: AbortSignal,
): Promise<Frame | null> {
  for await (const frame of video.framesAt([timestamp], longSide, signal)) return frame;
  return null;
}
