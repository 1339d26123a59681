import { CuepointError } from "../../errors.ts";
import type { Timeline } from "../timeline.ts";
import type { Epoch, VideoInfo, VideoReader } from "../video.ts";
import { cutClip } from "./clip/cut-clip.ts";
import { framesAt } from "./decode/frames.ts";
import { decodeScan } from "./decode/scan.ts";
import { WITHOUT_INDEX } from "./decode/seek.ts";
import { shrinkJpeg } from "./decode/shrink.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { decodingDelay } from "./probe/mend-packets.ts";
import { type Header, probeHeader } from "./probe/probe.ts";
import { readPackets, readTimeline } from "./probe/read-timeline.ts";
import { drawStrip } from "./strip/draw-strip.ts";

export interface ReaderLimits {
  readonly maxMinutes: number;
}

/** Reads videos with ffprobe and ffmpeg. Every run has a time limit and ends with the signal. */
export function createFfmpegReader(ffmpeg: Ffmpeg, { maxMinutes }: ReaderLimits): VideoReader {
  return {
    async open(path, signal) {
      const { header, timeline, epochs } = await readFacts(ffmpeg, path, maxMinutes, signal);
      const told = videoInfo(header, timeline, epochs);
      refuseLong(told.duration, maxMinutes);
      const isAvi = header.container === "avi";
      const delay = isAvi ? await decodingDelay(ffmpeg, { path, info: told, timeline }, signal) : 0;
      const info = { ...told, startTime: told.startTime + delay };
      const source = { path, info, timeline, colours: header.colours, spares: new Map<number, Buffer[]>() };
      return {
        info,
        timeline,
        scan: (plan, abort) => decodeScan(ffmpeg, source, plan, abort),
        framesAt: (timestamps, longSide, abort) => framesAt(ffmpeg, source, timestamps, longSide, abort),
        cut: (request, abort) => cutClip(ffmpeg, source, request, abort),
      };
    },
    shrink: (jpeg, maxBytes, signal) => shrinkJpeg(ffmpeg, jpeg, maxBytes, signal),
    strip: (tiles, signal) => drawStrip(ffmpeg, tiles, signal),
  };
}

/** What the header and all packets say, read side by side: each run of ffprobe takes most of its time to start. */
async function readFacts(ffmpeg: Ffmpeg, path: string, maxMinutes: number, signal: AbortSignal) {
  const packets = readPackets(ffmpeg, path, { stream: "v:0", beside: [] }, signal);
  try {
    const header = await probeHeader(ffmpeg, path, signal);
    if (!WITHOUT_INDEX.test(header.container)) refuseLong(header.declaredDuration ?? 0, maxMinutes);
    return { header, ...(await readTimeline(ffmpeg, path, header, packets, signal)) };
  } finally {
    packets.stop();
  }
}

function refuseLong(seconds: number, limitMinutes: number): void {
  const minutes = Math.ceil(seconds / 60);
  if (minutes > limitMinutes) throw new CuepointError("too-long", { minutes, limitMinutes });
}

/**
 * The packets have the last word on the duration; the header's is kept to tell a file that was cut short. Where the clock
 * jumps, what stands for a header is the distance of two unrelated times.
 */
function videoInfo(
  {
    declaredFrames: _,
    beside: __,
    sound: ___,
    fileDuration: ____,
    isFirst: _____,
    colours,
    ...header
  }: Header,
  timeline: Timeline,
  epochs: readonly Epoch[],
): VideoInfo {
  const frameRate =
    timeline.end > timeline.start ? timeline.frames / (timeline.end - timeline.start) : header.frameRate;
  const info = {
    ...header,
    hdr: colours.hdr,
    frameRate: header.frameRate || frameRate,
    duration: timeline.end,
  };
  return epochs.length === 0 ? info : { ...info, declaredDuration: null, epochs };
}
