import { CuepointError } from "../../src/errors.ts";
import type { VideoReader } from "../../src/video/video.ts";

/** No honest look at half a second of video takes this long, on a busy machine either; the reader's own limits do. */
const HANG = 45_000;

export interface Look {
  /** "looked", or the code of the error. */
  readonly ending: string;
  readonly ms: number;
  /** What must not happen; null where all is well. */
  readonly fault: string | null;
}

/** Opens a file and looks at it as the pipeline does: header, timeline, a scan, and a still from its middle. */
export async function lookAt(reader: VideoReader, path: string): Promise<Look> {
  const started = performance.now();
  const { ending, fault } = await look(reader, path, AbortSignal.timeout(HANG)).catch((error: unknown) =>
    error instanceof CuepointError
      ? { ending: error.code, fault: error.code === "cancelled" ? "hung" : null }
      : { ending: "crash", fault: error instanceof Error ? (error.stack ?? error.message) : String(error) },
  );
  return { ending, fault, ms: performance.now() - started };
}

async function look(reader: VideoReader, path: string, signal: AbortSignal) {
  const video = await reader.open(path, signal);
  const { duration, width, height } = video.info;
  const isSound = width > 0 && height > 0 && Number.isFinite(duration) && duration >= 0;
  if (!isSound) return { ending: "looked", fault: `nonsense: ${JSON.stringify(video.info)}` };
  const range = { start: 0, end: Math.min(duration, 5) };
  let last = Number.NEGATIVE_INFINITY;
  let fault: string | null = null;
  for await (const { timestamp } of video.scan({ range, longSide: 64, frames: "all" }, signal).frames) {
    if (!Number.isFinite(timestamp)) fault = `a frame at ${timestamp}`;
    last = Math.max(last, timestamp);
  }
  if (last >= 0) {
    for await (const frame of video.framesAt([last / 2], 64, signal)) {
      if (frame.jpeg.length === 0) fault = "an empty still";
    }
  }
  return { ending: "looked", fault };
}
