import type { Logger } from "../../logger.ts";
import type { Cue, Transcript } from "../../sound/transcript.ts";
import { nothingHeard } from "../../sound/transcript.ts";
import type { KeptFrames } from "../../video/plan/keeping.ts";
import { type Explanation, scanVideo } from "../../video/plan/scan-video.ts";
import type { ScanResult } from "../../video/shots/scan-result.ts";
import type { TimeRange, VideoFile } from "../../video/video.ts";
import { SIDES } from "../ask/first-look.ts";
import type { Chapter } from "../ask/prompt.ts";
import { type Listen, listenTo } from "../listen.ts";
import { timed } from "../timed.ts";
import { endOfPart } from "./end-of-part.ts";
import type { PartWindow } from "./part-lengths.ts";

/** A part as it was looked at and listened to, before a model is asked. */
export interface PartLook {
  readonly range: TimeRange;
  readonly scan: ScanResult;
  readonly explanation: Explanation;
  /** Frames for the model that the scan took on its way. */
  readonly kept: KeptFrames | null;
  /** Cues that begin in the part, with ids that are unique over the video. */
  readonly transcript: Transcript;
}

export interface LookOptions {
  readonly video: VideoFile;
  readonly path: string;
  readonly sha256: string;
  readonly listen: Listen | undefined;
  readonly thorough: boolean;
  readonly chapters: readonly Chapter[];
  /** Up to where the parts before have been listened to: their last cue may reach into this one. */
  readonly heardUntil: number;
  /** How many cues the parts before have. */
  readonly cuesBefore: number;
  readonly onScan: (fraction: number) => void;
  readonly logger: Logger;
}

/** Scans and listens to a window side by side, and ends the part in it. Throws `no-frames` where nothing could be decoded. */
export async function lookAtPart(
  window: PartWindow,
  options: LookOptions,
  signal: AbortSignal,
): Promise<PartLook> {
  const { video, path, sha256, listen, thorough, chapters, logger } = options;
  const heard = { start: Math.max(window.range.start, options.heardUntil), end: window.range.end };
  const [{ scan, explanation, kept }, transcript] = await Promise.all([
    timed(logger, "scan", () =>
      scanVideo(video, window.range, { thorough, onProgress: options.onScan, keepSide: SIDES[0] }, signal),
    ),
    timed(logger, "listen", async () =>
      heard.start < heard.end
        ? await listenTo(listen, { video, range: heard, path, sha256 }, signal)
        : nothingHeard("no-speech"),
    ),
  ]);
  logger.info({ scan: explanation }, "scanned");
  const end = endOfPart(window, { scan, cues: transcript.cues, chapters });
  const range = { start: window.range.start, end };
  return {
    range,
    scan: scanWithin(scan, range),
    explanation,
    kept: kept && { ...kept, frames: kept.frames.filter(({ timestamp }) => timestamp < end) },
    transcript: transcriptUntil(end, transcript, options.cuesBefore),
  };
}

/** What a scan found up to the end of a range that begins where it began. */
function scanWithin(scan: ScanResult, range: TimeRange): ScanResult {
  if (range.end >= scan.range.end) return scan;
  const isInside = (time: number) => time < range.end;
  return {
    ...scan,
    range,
    candidates: scan.candidates.filter(({ timestamp }) => isInside(timestamp)),
    cuts: scan.cuts.filter(isInside),
    ...(scan.transitions && { transitions: scan.transitions.filter(({ start }) => isInside(start)) }),
    readUntil: Math.min(scan.readUntil, range.end),
  };
}

/** The cues that begin before the end, numbered on from those of the parts before. */
function transcriptUntil(end: number, { cues, ...heard }: Transcript, before: number): Transcript {
  const own = cues
    .filter(({ start }) => start < end)
    .map((cue, i): Cue => ({ ...cue, id: `c${before + i + 1}` }));
  return own.length > 0 || cues.length === 0 ? { ...heard, cues: own } : nothingHeard("no-speech");
}
