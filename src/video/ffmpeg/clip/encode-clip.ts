import { CuepointError } from "../../../errors.ts";
import type { FramesShown } from "../../clips/frames-shown.ts";
import type { ClipSize } from "../../clips/sizes.ts";
import type { ClipRequest, VideoInfo } from "../../video.ts";
import { toPlainVideo } from "../decode/colours.ts";
import { oneClock, ptsOf } from "../decode/decode.ts";
import { seekPoints } from "../decode/seek.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { DECODER_OPTIONS, INPUT_SAFETY } from "../safety.ts";
import { checkClip } from "./check-clip.ts";
import type { ClipSource } from "./clip-source.ts";
import { CLIP_FILE, writeClip } from "./write-clip.ts";

/** x264's scale: 23 is its usual, at which few see a difference. */
const QUALITY = ["-preset", "veryfast", "-crf", "23"];
/** Milliseconds; a slow machine encodes large pictures at a few frames a second. */
const BASE_TIME_LIMIT = 120_000;
const TIME_LIMIT_PER_SECOND = 8_000;
/** Seconds: a last frame that stays longer is shown once more at the end, for a file does not say how long its last one stays. */
const HELD = 0.15;
const BEFORE_END = 0.04;
/** A second has so many: an AVI's own ticks are whole frames, and a clip may begin between two. */
const TICKS = 90_000;

/** Encodes the range. Returns its bytes, which may be too many. Throws `video-failed` where nothing of it comes out. */
export async function encodeClip(
  ffmpeg: Ffmpeg,
  source: ClipSource,
  request: ClipRequest,
  { frames, size }: { readonly frames: FramesShown; readonly size: ClipSize },
  signal: AbortSignal,
): Promise<number> {
  const { info, timeline } = source;
  const [first = 0] = frames.times;
  const seconds = request.range.end - request.range.start;
  const shown = shownWithEnd(frames, seconds);
  const points = seekPoints(timeline, first, info);
  let best: number | null = null;
  let said = "";
  for (const seek of points) {
    const read = seek === null ? request.range.end : seconds + Math.max(0, first - seek);
    const { bytes, messages } = await writeClip(
      ffmpeg,
      request,
      {
        input: inputOf(source, seek),
        output: outputOf(source, request, { frames, size, shown }),
        timeLimit: BASE_TIME_LIMIT + (info.epochs ? info.duration : read) * TIME_LIMIT_PER_SECOND,
        mostBytes: request.mostBytes * 2,
      },
      signal,
    );
    said = messages;
    if (bytes === null) continue;
    const { isExact, hasFrames } = await checkClip(ffmpeg, `${request.folder}/${CLIP_FILE}`, shown, signal);
    // What begins too late comes whole from further back; what is damaged does not, and is shown as far as it goes.
    if (isExact) return bytes;
    best = hasFrames ? bytes : null;
  }
  if (best === null) throw new CuepointError("video-failed", {}, new Error(said));
  return best;
}

/** Times of the clip's frames, the one that holds the last picture until the end included. */
function shownWithEnd({ shownAt, lastFor }: FramesShown, seconds: number): readonly number[] {
  return lastFor > HELD ? [...shownAt, seconds - BEFORE_END] : shownAt;
}

function inputOf({ path }: ClipSource, seek: number | null): string[] {
  const seeking = seek === null ? [] : ["-noaccurate_seek", "-ss", seek.toFixed(6)];
  return [...INPUT_SAFETY, ...DECODER_OPTIONS, ...seeking, "-copyts", "-i", `file:${path}`];
}

interface Encoding {
  readonly frames: FramesShown;
  readonly size: ClipSize;
  readonly shown: readonly number[];
}

function outputOf(source: ClipSource, { range }: ClipRequest, encoding: Encoding): string[] {
  const { info } = source;
  const { size } = encoding;
  const rate = Number.isFinite(size.videoRate)
    ? ["-maxrate", String(size.videoRate), "-bufsize", String(size.videoRate)]
    : [];
  const picture = [
    ...["-map", `0:${info.streamIndex}`, "-vf", pictureFilters(source, range.start, encoding).join(",")],
    ...["-c:v", "libx264", ...QUALITY, ...rate, "-profile:v", "high", "-threads", "2"],
    ...["-fps_mode", "passthrough", "-enc_time_base", `1:${TICKS}`],
    ...["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"],
  ];
  return hasUsableSound(info) ? [...picture, ...soundOptions(info, range, size)] : [...picture, "-an"];
}

/** What several clocks make of the sound is not known. */
export function hasUsableSound({ soundStream, epochs }: VideoInfo): boolean {
  return soundStream !== undefined && !epochs;
}

function pictureFilters({ info, colours }: ClipSource, start: number, encoding: Encoding): string[] {
  const { frames, size, shown } = encoding;
  const [first = 0, last = first] = [frames.times[0], frames.times.at(-1)];
  const ticks = (seconds: number) => Math.round(seconds * TICKS);
  const isHeld = shown.length > frames.times.length;
  const held = `eq(N\\,${frames.times.length})`;
  const moved = `if(eq(N\\,0)\\,0\\,PTS-${ticks(start + info.startTime)})`;
  return [
    ...oneClock(info.epochs ?? []),
    `trim=start_pts=${ptsOf(first, info)}:end_pts=${ptsOf(last, info) + 1}`,
    `settb=1/${TICKS}`,
    ...(isHeld ? ["tpad=stop_mode=clone:stop=1"] : []),
    `setpts=${isHeld ? `if(${held}\\,${ticks(shown.at(-1) ?? 0)}\\,${moved})` : moved}`,
    // Counts in halves of the ticks, so that it comes after what counts in whole ones.
    "yadif=deint=interlaced",
    ...toPlainVideo(size, colours),
  ];
}

function soundOptions(
  info: VideoInfo,
  { start, end }: ClipRequest["range"],
  { soundRate }: ClipSize,
): string[] {
  const [from, to] = [start + info.startTime, end + info.startTime];
  const filters = [
    `atrim=start=${from.toFixed(6)}:end=${to.toFixed(6)}`,
    `asetpts=PTS-${from.toFixed(6)}/TB`,
    // Silence before sound that begins late, and in gaps.
    "aresample=48000:async=1:first_pts=0",
  ];
  return [
    ...["-map", `0:${info.soundStream}`, "-af", filters.join(",")],
    ...["-c:a", "aac", "-b:a", String(soundRate), "-ac", "2"],
  ];
}
