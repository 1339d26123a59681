import type { Readable } from "node:stream";
import type { VideoInfo } from "../../video.ts";
import { type Colours, fitWithin, type Size, toJpegPicture } from "./colours.ts";

/** An encoder with threads gives no picture before as many more have come, and these have to be decoded for it. */
const JPEG = ["-c:v", "mjpeg", "-threads", "1"];
/** mjpeg's scale is 2 (best) to 31; at 512 pixels 4 keeps small text readable at half the bytes. */
const QUALITY = { full: "2", reduced: "4" } as const;

/** How frames become JPEGs of at most `longSide` pixels, whichever run of ffmpeg writes them. */
export function asJpeg(
  info: VideoInfo,
  colours: Colours,
  longSide: number,
): { size: Size; filters: readonly string[]; outputOptions: readonly string[] } {
  const size = fitWithin(info, longSide);
  const quality = size.width < info.width ? QUALITY.reduced : QUALITY.full;
  return {
    size,
    filters: toJpegPicture(size, colours),
    outputOptions: [...JPEG, "-q:v", quality, "-f", "mpjpeg"],
  };
}

/** Cuts the multipart stream of ffmpeg's mpjpeg muxer, whose headers tell each JPEG's length. */
export async function* splitParts(stdout: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let part = nextPart(rest); part; part = nextPart(rest)) {
      yield alone(part.data);
      rest = rest.subarray(part.end);
    }
  }
}

/** A copy with memory of its own: many pictures are kept, and each would hold the whole of a pool that it shares with others. */
function alone(data: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(data.byteLength);
  data.copy(copy);
  return copy;
}

function nextPart(buffer: Buffer): { data: Buffer; end: number } | null {
  const headerEnd = buffer.indexOf("\r\n\r\n");
  if (headerEnd < 0) return null;
  const length = Number(/content-length: (\d+)/i.exec(buffer.toString("latin1", 0, headerEnd))?.[1]);
  const start = headerEnd + 4;
  if (!Number.isFinite(length) || buffer.length < start + length) return null;
  return { data: buffer.subarray(start, start + length), end: start + length };
}
