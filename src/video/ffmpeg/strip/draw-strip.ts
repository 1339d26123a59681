import { buffer } from "node:stream/consumers";
import type { StripTile } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { DECODER_OPTIONS } from "../safety.ts";
import { LABEL_HEIGHT, timeLabel } from "./time-label.ts";

/** Long side of one tile, and the space between two, in pixels. */
const TILE = 640;
const GAP = 6;
/** Of the label from its tile's lower left corner, pixels. */
const INSET = 12;
/** Milliseconds. */
const TIME_LIMIT = 20_000;

/**
 * Stills of one video as one picture, each with its time: four wide ones two by two, where a phone shows each at half of its
 * width, and others in a row. Null where ffmpeg cannot read them.
 */
export async function drawStrip(
  ffmpeg: Ffmpeg,
  stills: readonly StripTile[],
  signal: AbortSignal,
): Promise<Buffer | null> {
  const [first] = stills;
  if (!first) return null;
  // A new size midway would make ffmpeg begin the picture anew.
  const tiles = stills.filter(({ width, height }) => width === first.width && height === first.height);
  const { width, height } = tileSize(first);
  const columns = tiles.length === 4 && width > height ? 2 : tiles.length;
  const rows = Math.ceil(tiles.length / columns);
  const labels = tiles.flatMap(({ time }, at) =>
    timeLabel(time, {
      x: (at % columns) * (width + GAP) + INSET,
      y: Math.floor(at / columns) * (height + GAP) + height - INSET - LABEL_HEIGHT,
    }),
  );
  const filters = [
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=bicubic:in_range=full:out_range=full`,
    `pad=${width}:${height}:-1:-1`,
    "setsar=1",
    `tile=${columns}x${rows}:nb_frames=${tiles.length}:padding=${GAP}:color=white`,
    ...labels,
  ];
  const input = ["-protocol_whitelist", "pipe", "-codec_whitelist", "mjpeg", ...DECODER_OPTIONS];
  const output = ["-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-map_metadata", "-1", "-f", "mjpeg"];
  const args = [...input, "-f", "jpeg_pipe", "-i", "pipe:0", "-vf", filters.join(","), ...output, "pipe:1"];
  const pictures = Buffer.concat(tiles.map(({ jpeg }) => jpeg));
  const running = ffmpeg.start("ffmpeg", args, { signal, timeLimit: TIME_LIMIT, input: pictures });
  running.side.resume();
  const [strip, { code }] = await Promise.all([buffer(running.stdout), running.exit]);
  return code === 0 && strip.byteLength > 0 ? strip : null;
}

/** Small videos are enlarged, so that the labels have the same size on all. */
function tileSize({ width, height }: StripTile): { width: number; height: number } {
  const side = (length: number) => Math.max(2, Math.round((length * TILE) / Math.max(width, height) / 2) * 2);
  return { width: side(width), height: side(height) };
}
