import type { Readable } from "node:stream";
import { SAME, type Timeline } from "../../timeline.ts";
import type { Keep, Scan, ScanFrame, ScanPlan, VideoInfo } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import type { BesideRequest } from "./beside.ts";
import { type Colours, fitWithin, type Size, toSmallPicture } from "./colours.ts";
import { type DecodedFrame, type Decoding, decode, ptsOf, timestampOf } from "./decode.ts";
import type { PassedFrame } from "./frame-notes.ts";
import { NOTHING_INVENTED, soundInTurn } from "./intact-frames.ts";
import { asJpeg } from "./jpeg.ts";
import { decodeFrom, goalOf, seekPoints } from "./seek.ts";
import { SKIP } from "./skip.ts";

/** Decoding runs at several times real time on two cores; the constant part covers a slow start. */
const timeLimit = (seconds: number) => 60_000 + seconds * 1_000;

/**
 * Deblocking is a sixth of H.264's decoding and unseen in small pictures. Other decoders differ too much without theirs, but
 * for B-frames, on which little else stands: of HEVC's that saves a twentieth, and 0.01 to 1 of 255 levels differ.
 */
const roughly = (codec: string) => ["-skip_loop_filter", codec === "h264" ? "all" : "bidir"];

/**
 * Measures every frame at full size, which costs 3-5 % of decoding, and lets one in `seconds` through. The scores go
 * to file descriptor 3 before the frame itself does. scdet's own threshold only writes a key that is not read.
 */
function sampling(seconds: number): string[] {
  return [
    "scdet=threshold=100",
    "metadata=mode=print:key=lavfi.scd.mafd:file='pipe\\:3':direct=1",
    `select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,${seconds})`,
  ];
}

/**
 * Where B-frames are left out, the orders they gave about what to keep in memory are missing, and a decoder that gives up at
 * every oddity gives up at nearly all P-frames of a sound file; its other complaints still tell of damage.
 */
const leavesOut = ({ frames }: ScanPlan) => frames === "predicted" || frames === "reference";

/** Of one size, bytes: what two parts of a scan read ahead. */
const MOST_SPARE = 32 * 1024 * 1024;

interface ScanSource {
  readonly path: string;
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  readonly colours: Colours;
  /**
   * Memory of pictures that were looked at, by its bytes: the next scans of the video take it again. What is thrown away
   * instead lies about until Node collects it, 100 MB in ten minutes.
   */
  readonly spares: Map<number, Buffer[]>;
}

/** One decode pass over the plan's range: small pictures with exact timestamps, oldest first. */
export function decodeScan(ffmpeg: Ffmpeg, source: ScanSource, plan: ScanPlan, signal: AbortSignal): Scan {
  const { info, timeline, path, colours } = source;
  const size = fitWithin(info, plan.longSide, true);
  const { start, end } = plan.range;
  const first = firstFrame(timeline, plan);
  const goal = goalOf(timeline, start, info);
  const bytes = (size.width * size.height * 3) / 2;
  const spare = source.spares.get(bytes) ?? [];
  source.spares.set(bytes, spare);
  const request = {
    path,
    info,
    traced: [goal, Math.max(goal, ptsOf(start, info))] as const,
    // An epoch is known by the frames around its border, so that none may be left out.
    decoderOptions: [
      ...(leavesOut(plan) ? [] : NOTHING_INVENTED),
      ...(info.epochs ? SKIP.all : SKIP[plan.frames]),
      ...(plan.rough && !plan.keep ? roughly(info.codec) : []),
      ...(plan.threads === undefined ? [] : ["-threads", String(plan.threads)]),
    ],
    filters: [
      `select=gte(pts\\,${ptsOf(start, info)})`,
      ...(plan.pictureEvery === undefined ? [] : sampling(plan.pictureEvery)),
      ...toSmallPicture(size, colours),
    ],
    outputOptions: ["-f", "rawvideo"],
    split: (stdout: Readable) => splitEvery(stdout, bytes, spare),
    ...(plan.keep && { beside: keeping(plan, plan.keep, source) }),
    // Files with several epochs are decoded from their beginning.
    timeLimit: timeLimit(Math.min(end, info.duration) - (info.epochs ? 0 : start)),
  };
  const decoding = decodeFrom(first === undefined ? [] : seekPoints(timeline, start, info), goal, (seek) =>
    decode(ffmpeg, { ...request, seek }, signal),
  );
  const sound = soundFrames(decoding, source, plan);
  const kept = plan.keep ? keptOnTheWay(sound, decoding, source, { ...plan, keep: plan.keep }) : sound;
  async function* frames(): AsyncGenerator<ScanFrame> {
    for await (const { pts, data, passed } of kept) {
      const timestamp = timestampOf(pts, info);
      if (timestamp >= end - SAME) return;
      const picture = planes(data, size);
      const release = () => void (spare.length * bytes < MOST_SPARE && spare.push(data));
      if (plan.pictureEvery === undefined) yield { timestamp, picture, release };
      // scdet scores in percent of the full range.
      else
        yield {
          timestamp,
          picture,
          release,
          passed: passed.map((seen) => ({
            timestamp: timestampOf(seen.pts, info),
            change: seen.score * 2.55,
          })),
        };
    }
  }
  return { frames: frames(), faults: decoding.faults };
}

/** In time and I-frames besides, as JPEG. */
function keeping(
  { range }: ScanPlan,
  { longSide, every, also, most }: Keep,
  { info, colours }: { info: VideoInfo; colours: Colours },
): BesideRequest {
  const { filters, outputOptions } = asJpeg(info, colours, longSide);
  const isWanted = also === undefined ? "" : `+eq(pts\\,${ptsOf(also, info)})`;
  const isDue = `isnan(prev_selected_t)+gte(t-prev_selected_t\\,${every})+key${isWanted}`;
  const select = `select=gte(pts\\,${ptsOf(range.start, info)})*(${isDue})`;
  return { filters: [select, ...filters], outputOptions, most };
}

/** The same frames; at their end those of them that were kept are handed over. */
async function* keptOnTheWay(
  decoded: AsyncIterable<DecodedFrame>,
  { beside, complained }: Decoding,
  { info }: { info: VideoInfo },
  { keep, range, frames }: ScanPlan & { keep: Keep },
): AsyncGenerator<DecodedFrame> {
  const sound = new Set<number>();
  try {
    for await (const frame of decoded) {
      for (const { pts } of frame.passed) sound.add(pts);
      sound.add(frame.pts);
      yield frame;
    }
  } finally {
    const size = fitWithin(info, keep.longSide);
    // As with frames that are decoded for themselves: what others refer to is right where the decoder says nothing at all.
    const isDoubtful = frames === "reference" && complained();
    for (const { pts, jpeg } of isDoubtful ? [] : beside()) {
      const timestamp = timestampOf(pts, info);
      if (sound.has(pts) && timestamp < range.end - SAME) keep.take({ timestamp, ...size, jpeg });
    }
  }
}

/** Leaves out the frames behind a missing one, up to the next I-frame; where frames are skipped on purpose, none. */
async function* soundFrames(
  { frames, decoded }: Decoding,
  source: { info: VideoInfo; timeline: Timeline },
  plan: ScanPlan,
): AsyncGenerator<DecodedFrame> {
  if (plan.frames !== "all") return yield* frames;
  const { info } = source;
  const isSound = soundInTurn(source, (time) => decoded().has(ptsOf(time, info)));
  let passed: PassedFrame[] = [];
  for await (const frame of frames) {
    const measured = frame.passed.length > 0 ? frame.passed : [{ pts: frame.pts, score: 0 }];
    const sound = measured.filter(({ pts }) => isSound(timestampOf(pts, info)));
    passed.push(...sound);
    if (sound.at(-1)?.pts !== frame.pts) continue;
    yield { ...frame, passed };
    passed = [];
  }
}

/** The first frame of the range that a decoder with this plan cannot leave out. */
function firstFrame(timeline: Timeline, { range: { start, end }, frames }: ScanPlan): number | undefined {
  const inside = timeline.framesWithin(start, end);
  return frames === "all" ? inside[0] : (timeline.iFrames.find((time) => time >= start - SAME) ?? inside[0]);
}

/** Cuts a raw stream into buffers of exactly `bytes`, those that are to spare first; an incomplete rest is dropped. */
async function* splitEvery(stdout: Readable, bytes: number, spare: Buffer[]): AsyncGenerator<Buffer> {
  let frame: Buffer = Buffer.allocUnsafe(bytes);
  let filled = 0;
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(frame, filled, at, at + bytes - filled);
      at += taken;
      filled += taken;
      if (filled < bytes) continue;
      yield frame;
      frame = spare.pop() ?? Buffer.allocUnsafe(bytes);
      filled = 0;
    }
  }
}

function planes(data: Buffer, { width, height }: Size): ScanFrame["picture"] {
  const luma = width * height;
  const chroma = luma / 4;
  return {
    width,
    height,
    luma: data.subarray(0, luma),
    cb: data.subarray(luma, luma + chroma),
    cr: data.subarray(luma + chroma, luma + 2 * chroma),
  };
}
