import { z } from "zod";
import { Json } from "../../../util/json.ts";
import type { FramesShown } from "../../clips/frames-shown.ts";
import { SAME } from "../../timeline.ts";
import type { ClipRequest, VideoInfo } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { probeStreams } from "../probe/streams.ts";
import { INPUT_SAFETY } from "../safety.ts";
import { checkClip, startsByItself } from "./check-clip.ts";
import type { ClipSource } from "./clip-source.ts";
import { CLIP_FILE, writeClip } from "./write-clip.ts";

const Stream = z.object({
  index: z.number().int(),
  codec_name: z.string().optional(),
  profile: z.string().optional(),
  pix_fmt: z.string().optional(),
  field_order: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  color_range: z.string().optional(),
});
type Stream = z.infer<typeof Stream>;
const Probe = Json.pipe(z.object({ streams: z.array(Stream) }));

const ENTRIES = "stream=index,codec_name,profile,pix_fmt,field_order,sample_aspect_ratio,color_range";
const LIMIT = 1024 * 1024;
/** Nothing is decoded, so that the disk is what takes time. Milliseconds. */
const TIME_LIMIT = 120_000;
/** Containers with an index: in others a seek lands anywhere. */
const CONTAINERS = /^(mov|matroska)/;
/** What every player plays. */
const PROFILES = new Set(["Constrained Baseline", "Baseline", "Main", "High"]);

/**
 * The packets of the range as they are: for cuts that begin with an I-frame and end where nothing beyond is needed. Returns its
 * bytes; null where that is no exact clip.
 */
export async function copyClip(
  ffmpeg: Ffmpeg,
  { path, info, timeline }: ClipSource,
  request: ClipRequest,
  { times, shownAt }: FramesShown,
  signal: AbortSignal,
): Promise<number | null> {
  const { start, end } = request.range;
  const [first = 0] = times;
  const beginsThere = Math.abs(first - start) < SAME && Math.abs(timeline.iFrameBefore(first) - first) < SAME;
  if (!beginsThere || !(await isPlayable(ffmpeg, path, info, signal))) return null;
  const sound = info.soundStream === undefined ? [] : ["-map", `0:${info.soundStream}`];
  const { bytes } = await writeClip(
    ffmpeg,
    request,
    {
      // A hair before it: a time that was rounded up would leave the first frame out.
      input: [...INPUT_SAFETY, "-ss", Math.max(0, first - SAME).toFixed(6), "-i", `file:${path}`],
      output: [
        ...["-map", `0:${info.streamIndex}`, ...sound, "-c:v", "copy", "-c:a", "copy"],
        // In the order of decoding. Where the first so many are not those of the range, the check finds out.
        ...["-frames:v", String(times.length), "-t", (end - start).toFixed(6)],
      ],
      timeLimit: TIME_LIMIT,
      mostBytes: request.mostBytes,
    },
    signal,
  );
  if (bytes === null || bytes > request.mostBytes) return null;
  const copy = `${request.folder}/${CLIP_FILE}`;
  const { isExact } = await checkClip(ffmpeg, copy, shownAt, signal);
  return isExact && (await startsByItself(ffmpeg, copy, signal)) ? bytes : null;
}

/** Whether players show it inline as it is. */
async function isPlayable(
  ffmpeg: Ffmpeg,
  path: string,
  info: VideoInfo,
  signal: AbortSignal,
): Promise<boolean> {
  const isPlain = info.codec === "h264" && info.hdr === null && info.rotation === 0 && !info.epochs;
  const isEven = info.width % 2 === 0 && info.height % 2 === 0;
  if (!isPlain || !isEven || !CONTAINERS.test(info.container)) return false;
  const args = ["-of", "json", "-show_entries", ENTRIES, `file:${path}`];
  const { streams } = Probe.parse((await probeStreams(ffmpeg, args, { signal, limit: LIMIT })).text);
  const picture = streams.find(({ index }) => index === info.streamIndex);
  const sound = streams.find(({ index }) => index === info.soundStream);
  return picture !== undefined && isUsualPicture(picture) && (!sound || isUsualSound(sound));
}

function isUsualPicture(stream: Stream): boolean {
  const { profile = "", pix_fmt, field_order = "progressive", sample_aspect_ratio: shape = "1:1" } = stream;
  const isSquare = shape === "1:1" || shape === "0:1";
  const isProgressive = field_order === "progressive" || field_order === "unknown";
  const isLimited = stream.color_range !== "pc";
  return PROFILES.has(profile) && pix_fmt === "yuv420p" && isSquare && isProgressive && isLimited;
}

function isUsualSound({ codec_name, profile = "LC" }: Stream): boolean {
  return codec_name === "aac" && profile === "LC";
}
