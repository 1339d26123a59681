import { z } from "zod";
import { CuepointError } from "../../../errors.ts";
import { Json } from "../../../util/json.ts";
import type { Rational, VideoInfo } from "../../video.ts";
import { type Colours, coloursOf } from "../decode/colours.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { isCoverCodec, MAX_PIXELS } from "../safety.ts";
import { pickSound, pickVideo, probeStreams } from "./streams.ts";

/** Other tags, chapters and the rest are not asked for: a comment may have megabytes. */
const ENTRIES = [
  "stream=index,codec_type,codec_name,codec_tag_string,width,height,sample_aspect_ratio,color_space,color_primaries",
  "stream=color_transfer,avg_frame_rate,time_base,duration,nb_frames",
  "stream_disposition=default,attached_pic",
  "stream_side_data=side_data_type,rotation",
  "format=format_name,start_time,duration",
  "format_tags=creation_time",
].join(":");
/** Enough for many streams; a file whose header needs more is an attack. */
const OUTPUT_LIMIT = 1024 * 1024;
const MAX_STREAMS = 32;
/** High-speed phone footage is 240 frames a second; above that the rate is a mistake or an attack. */
const MAX_FRAME_RATE = 300;

const number = z.coerce.number().optional().catch(undefined);
const rational = z
  .string()
  .regex(/^-?\d+\/\d+$/)
  .transform((text): Rational => {
    const [num = 0, den = 0] = text.split("/").map(Number);
    return { num, den };
  })
  .catch({ num: 0, den: 0 });

const Stream = z.object({
  index: z.number().int(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  codec_tag_string: z.string().optional(),
  width: z.number().int().catch(0).default(0),
  height: z.number().int().catch(0).default(0),
  sample_aspect_ratio: z.string().optional(),
  color_space: z.string().optional(),
  color_primaries: z.string().optional(),
  color_transfer: z.string().optional(),
  avg_frame_rate: rational.default({ num: 0, den: 0 }),
  time_base: rational.default({ num: 0, den: 0 }),
  duration: number,
  nb_frames: number,
  disposition: z.record(z.string(), z.number()).default({}),
  side_data_list: z.array(z.object({ side_data_type: z.string().optional(), rotation: number })).default([]),
});
type Stream = z.infer<typeof Stream>;

const Streams = z.object({
  streams: z.array(Stream).default([]),
  format: z.object({
    ...{ format_name: z.string().default(""), start_time: number, duration: number },
    tags: z.object({ creation_time: z.string().optional() }).catch({}).default({}),
  }),
});
const Probe = Json.pipe(Streams);

/** What the header says; the packets have the last word on the duration. */
export interface Header extends Omit<VideoInfo, "duration" | "hdr"> {
  readonly colours: Colours;
  /** Seconds; null where the header does not say. */
  readonly declaredDuration: number | null;
  /** Frames; null where the header does not say. */
  readonly declaredFrames: number | null;
  /** Seconds that the file as a whole is said to last; null where nothing says. */
  readonly fileDuration: number | null;
  /** The sound that players choose. */
  readonly sound: { readonly index: number; readonly timeBase: Rational } | null;
  /** Whether no other picture comes before it in the file. */
  readonly isFirst: boolean;
  /** Decoders that ffprobe may open beside the picture, though they are not on our list. */
  readonly beside: readonly string[];
}

/**
 * Reads the header. Throws `not-a-video`, `no-picture` (sound only, or a cover picture), `encrypted`,
 * `picture-codec`, `picture-too-large`, `frame-rate-too-high`, `too-many-streams`.
 */
export async function probeHeader(ffmpeg: Ffmpeg, path: string, signal: AbortSignal): Promise<Header> {
  const args = ["-of", "json", "-show_entries", ENTRIES, "-i", `file:${path}`];
  const { text, beside } = await probeStreams(ffmpeg, args, { signal, limit: OUTPUT_LIMIT });
  const parsed = Probe.safeParse(text);
  if (!parsed.success) throw new CuepointError("not-a-video", {}, parsed.error);
  const { streams, format } = parsed.data;
  if (streams.length > MAX_STREAMS) throw new CuepointError("too-many-streams", { limit: MAX_STREAMS });
  const stream = pickVideo(streams);
  refuse(stream);
  const sound = pickSound(streams);
  return {
    streamIndex: stream.index,
    container: format.format_name,
    codec: stream.codec_name ?? "",
    ...displayedSize(stream),
    rotation: rotationOf(stream),
    frameRate: quotient(stream.avg_frame_rate),
    timeBase: stream.time_base,
    startTime: format.start_time ?? 0,
    colours: coloursOf(stream),
    ...recordedAt(format.tags.creation_time),
    hasAudio: sound !== undefined,
    ...(sound && { soundStream: sound.index }),
    sound: sound && sound.time_base.den > 0 ? { index: sound.index, timeBase: sound.time_base } : null,
    fileDuration: format.duration ?? null,
    declaredDuration: stream.duration ?? format.duration ?? null,
    declaredFrames: stream.nb_frames ?? null,
    isFirst: streams.find(({ codec_type }) => codec_type === "video") === stream,
    beside,
  };
}

/** Before that nothing recorded files as they are today: a clock that was never set. */
const FIRST_DAY = Date.UTC(2000, 0, 2);

function recordedAt(tag = ""): { readonly recordedAt?: number } {
  const time = /^\d{4}-\d{2}-\d{2}T/.test(tag) ? Date.parse(tag) : Number.NaN;
  return time >= FIRST_DAY ? { recordedAt: time } : {};
}

function refuse(stream: Stream): void {
  const { width, height } = stream;
  const sealed = stream.side_data_list.some(({ side_data_type }) => /encryption/i.test(side_data_type ?? ""));
  if (sealed || stream.codec_tag_string === "encv") throw new CuepointError("encrypted");
  const codec = stream.codec_name ?? "";
  if (isCoverCodec(codec)) throw new CuepointError("picture-codec", { codec });
  if (codec === "" || width <= 0 || height <= 0) throw new CuepointError("no-frames");
  if (width * height > MAX_PIXELS)
    throw new CuepointError("picture-too-large", { width, height, limit: MAX_PIXELS });
  const rate = quotient(stream.avg_frame_rate);
  // A handful of frames is little work at any rate, and a single frame's rate is whatever its length says.
  if (rate > MAX_FRAME_RATE && (stream.nb_frames ?? Number.POSITIVE_INFINITY) > MAX_FRAME_RATE) {
    throw new CuepointError("frame-rate-too-high", { rate: Math.round(rate), limit: MAX_FRAME_RATE });
  }
}

function quotient({ num, den }: Rational): number {
  return den > 0 && num > 0 ? num / den : 0;
}

/** Quarter turns only, as players do; a damaged matrix (NaN, huge) counts as upright. */
function rotationOf(stream: Stream): number {
  const turn = stream.side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0;
  return Math.abs(turn) <= 360 ? (((Math.round(turn / 90) * 90) % 360) + 360) % 360 : 0;
}

/** Anamorphic pixels are made square by widening or narrowing, then the picture is turned. */
function displayedSize(stream: Stream): { width: number; height: number } {
  const [num = 1, den = 1] = (stream.sample_aspect_ratio ?? "1:1").split(":").map(Number);
  const aspect = num > 0 && den > 0 && num / den < 20 && den / num < 20 ? num / den : 1;
  const width = Math.max(1, Math.round(stream.width * aspect));
  const turned = rotationOf(stream) % 180 !== 0;
  return turned ? { width: stream.height, height: width } : { width, height: stream.height };
}
