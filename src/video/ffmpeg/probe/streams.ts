import { CuepointError } from "../../../errors.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { probeSafety } from "../safety.ts";

interface ProbedText {
  readonly text: string;
  /** Decoders off our list of what lies beside the picture: ffprobe may open them, and nothing decodes with them. */
  readonly beside: readonly string[];
}

/** ffprobe's last word where it gives up; names are those of decoders. */
const REFUSED = /Codec \(([\w-]+)\) not on whitelist/g;

/** A file has at most so many streams that we read. */
const MOST_TRIES = 32;

/**
 * ffprobe opens the decoder of each stream and gives up at the first that is not on the list, even of sound that is never
 * decoded here. So a refused decoder is allowed for what is no picture, and where it is refused all the same, it is the
 * picture's: `picture-codec`.
 */
export async function probeStreams(
  ffmpeg: Ffmpeg,
  args: readonly string[],
  options: { signal: AbortSignal; limit: number },
): Promise<ProbedText> {
  const beside: string[] = [];
  for (;;) {
    try {
      return { text: await ffmpeg.probe([...probeSafety(beside), ...args], options), beside };
    } catch (error) {
      const codec = refusedCodec(error);
      if (codec === null || beside.length === MOST_TRIES) throw error;
      if (beside.includes(codec)) throw new CuepointError("picture-codec", { codec }, error);
      beside.push(codec);
    }
  }
}

function refusedCodec(error: unknown): string | null {
  if (!(error instanceof CuepointError && error.code === "not-a-video" && error.cause instanceof Error))
    return null;
  return [...error.cause.message.matchAll(REFUSED)].at(-1)?.[1] ?? null;
}

interface VideoStream {
  readonly codec_type?: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Seconds; undefined where the file does not say. */
  readonly duration?: number | undefined;
  readonly nb_frames?: number | undefined;
  readonly disposition: Readonly<Record<string, number>>;
}

/** Views of one scene, and sizes of one picture, end a moment apart. */
const AS_LONG = 0.9;
/** The same scene at half the frame rate is the same scene. */
const AS_MANY = 0.5;

/**
 * The video among the streams: the default one; of several the longest, with most frames, since phones put a large still
 * beside the film; of equals the largest. A cover picture is not the video.
 */
export function pickVideo<S extends VideoStream>(streams: readonly S[]): S {
  const videos = streams.filter((s) => s.codec_type === "video" && s.disposition.attached_pic !== 1);
  const marked = videos.filter((s) => s.disposition.default === 1);
  const long = nearMost(marked.length > 0 ? marked : videos, (s) => s.duration, AS_LONG);
  const [best] = nearMost(long, (s) => s.nb_frames, AS_MANY).toSorted((a, b) => area(b) - area(a));
  if (!best) throw new CuepointError("no-picture");
  return best;
}

/** The default one, else the first, as players do; undefined where there is no sound. */
export function pickSound<S extends Pick<VideoStream, "codec_type" | "disposition">>(
  streams: readonly S[],
): S | undefined {
  const sounds = streams.filter(({ codec_type }) => codec_type === "audio");
  return sounds.find(({ disposition }) => disposition.default === 1) ?? sounds[0];
}

/** Those that have about as much as the one that has most; a value that is not known counts against none. */
function nearMost<S>(streams: readonly S[], of: (stream: S) => number | undefined, share: number): S[] {
  const most = Math.max(0, ...streams.map((stream) => of(stream) ?? 0));
  return streams.filter((stream) => (of(stream) ?? most) >= most * share);
}

function area({ width, height }: VideoStream): number {
  return width * height;
}
