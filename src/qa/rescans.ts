import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { LabelledFrame } from "../summary/labels.ts";
import type { VideoFile } from "../video/reader.ts";
import type { TimeRange } from "../video/video.ts";
import { type Allowance, nextLook } from "./budget.ts";
import { lookCloser } from "./rescan.ts";

interface LookingDeps {
  readonly logger: Logger;
  /** The original, where it can still be had; null otherwise. */
  readonly original: (signal: AbortSignal) => Promise<VideoFile | null>;
}

/** What the model's context did to the pictures of the closer looks. */
export type Shortage = "fewer" | "smaller" | "no-room";

/** The closer looks of one question, which share an allowance. */
export interface Looking {
  /** Windows that were decoded anew and brought pictures. */
  readonly looks: readonly TimeRange[];
  readonly frames: readonly LabelledFrame[];
  /** A look was wanted and the original is gone. */
  readonly originalGone: boolean;
  /** Another look is allowed, and would not bring the same again. */
  readonly mayLook: boolean;
  /** Null where every picture that was wanted was sent. */
  readonly shortage: Shortage | null;
  /** What is left for it. */
  readonly allowance: Allowance;
}

const MOST_LOOKS = 2;

export function startLooking(allowance: Allowance): Looking {
  const mayLook = allowance.tokens > 0 && allowance.images > 0;
  return { looks: [], frames: [], originalGone: false, mayLook, shortage: null, allowance };
}

/** Looks at a window once more; `frozen` are the frames that every request begins with. Changes nothing where nothing is to be seen. */
export async function lookAgain(
  { logger, original }: LookingDeps,
  looking: Looking,
  { window, frozen }: { window: TimeRange; frozen: readonly LabelledFrame[] },
  signal: AbortSignal,
): Promise<Looking> {
  const video = await original(signal);
  if (!video) {
    logger.info({ ...window }, "the original is gone");
    return { ...looking, originalGone: true, mayLook: false };
  }
  const isLast = looking.looks.length + 1 === MOST_LOOKS;
  const allowance = nextLook(looking.allowance, isLast);
  const sent = [...frozen, ...looking.frames];
  const look = await lookCloser(video, window, { allowance, sent }, signal).catch(nothingDecoded);
  if (!look) return withoutRoom(looking);
  const fresh = look.frames.filter((frame) => !looking.frames.some((known) => shows(known, frame)));
  logger.info({ ...window, frames: fresh.length, long: fresh[0]?.width }, "looked again");
  if (fresh.length === 0) return { ...looking, mayLook: false };
  return {
    ...looking,
    looks: [...looking.looks, { start: window.start, end: window.end }],
    frames: [...looking.frames, ...fresh],
    mayLook: !isLast,
    allowance: {
      ...looking.allowance,
      tokens: looking.allowance.tokens - look.tokens,
      images: looking.allowance.images - fresh.length,
    },
  };
}

/** What was seen of an earlier look still counts as one. */
export function withoutRoom(looking: Looking): Looking {
  return { ...looking, mayLook: false, shortage: looking.frames.length > 0 ? looking.shortage : "no-room" };
}

/** The same frame, as large or larger. */
function shows(known: LabelledFrame, frame: LabelledFrame): boolean {
  return known.timestamp === frame.timestamp && known.width >= frame.width;
}

/** A part that cannot be decoded is no reason not to answer from the rest. */
function nothingDecoded(error: unknown): { frames: readonly LabelledFrame[]; tokens: number } {
  if (error instanceof CuepointError && error.code === "no-frames") return { frames: [], tokens: 0 };
  throw error;
}
