import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { LabelledFrame } from "../summary/ask/prompt.ts";
import type { TimeRange, VideoFile } from "../video/video.ts";
import { nextRescan, type RescanBudget } from "./budget.ts";
import { rescan } from "./rescan.ts";

interface RescanDeps {
  readonly logger: Logger;
  /** The original, where it can still be had; null otherwise. */
  readonly original: (signal: AbortSignal) => Promise<VideoFile | null>;
  /** Called as each look begins. */
  readonly onLook?: (range: TimeRange) => void;
}

/** What the model's context did to the pictures of the closer looks. */
export type Shortage = "fewer" | "smaller" | "no-room";

/** The closer looks of one question, which share a budget. */
export interface Rescans {
  /** Windows that were decoded anew and brought pictures. */
  readonly rescanned: readonly TimeRange[];
  readonly frames: readonly LabelledFrame[];
  /** A look was wanted and the original is gone. */
  readonly originalGone: boolean;
  /** Another look is allowed, and would not bring the same again. */
  readonly mayRescan: boolean;
  /** Null where every picture that was wanted was sent. */
  readonly shortage: Shortage | null;
  /** What is left for it. */
  readonly budget: RescanBudget;
}

const MOST_RESCANS = 2;

export function startRescans(budget: RescanBudget): Rescans {
  const mayRescan = budget.tokens > 0 && budget.images > 0;
  return { rescanned: [], frames: [], originalGone: false, mayRescan, shortage: null, budget };
}

/** Looks at a window once more; `frozen` are the frames that every request begins with. Changes nothing where nothing is to be seen. */
export async function rescanOnce(
  { logger, original, onLook }: RescanDeps,
  rescans: Rescans,
  { window, frozen }: { window: TimeRange; frozen: readonly LabelledFrame[] },
  signal: AbortSignal,
): Promise<Rescans> {
  const video = await original(signal);
  if (!video) {
    logger.info({ ...window }, "the original is gone");
    return { ...rescans, originalGone: true, mayRescan: false };
  }
  onLook?.(window);
  const isLast = rescans.rescanned.length + 1 === MOST_RESCANS;
  const budget = nextRescan(rescans.budget, isLast);
  const sent = [...frozen, ...rescans.frames];
  const look = await rescan(video, window, { budget, sent }, signal).catch(nothingDecoded);
  if (!look) return withoutRoom(rescans);
  const fresh = look.frames.filter((frame) => !rescans.frames.some((known) => shows(known, frame)));
  logger.info({ ...window, frames: fresh.length, long: fresh[0]?.width }, "looked again");
  if (fresh.length === 0) return { ...rescans, mayRescan: false };
  return {
    ...rescans,
    rescanned: [...rescans.rescanned, { start: window.start, end: window.end }],
    frames: [...rescans.frames, ...fresh],
    mayRescan: !isLast,
    budget: {
      ...rescans.budget,
      tokens: rescans.budget.tokens - look.tokens,
      images: rescans.budget.images - fresh.length,
    },
  };
}

/** What was seen of an earlier look still counts as one. */
export function withoutRoom(rescans: Rescans): Rescans {
  return { ...rescans, mayRescan: false, shortage: rescans.frames.length > 0 ? rescans.shortage : "no-room" };
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

/** With fewer frames than these, smaller ones tell more than still fewer. */
const FEW_FRAMES = 4;
/** Below this long side a picture costs no less. */
const SMALLEST_SIDE = 256;

/**
 * A server counted more than we did: the pictures of the closer looks give way, first in number, then in size, at last
 * altogether. No further look follows, because there is no room for it. Throws the overflow where there are none left.
 */
export async function giveWay(
  rescans: Rescans,
  { deps, overflow }: { readonly deps: Pick<RescanDeps, "original">; readonly overflow: CuepointError },
  signal: AbortSignal,
): Promise<Rescans> {
  const { frames } = rescans;
  if (frames.length === 0) throw overflow;
  const rest = { ...rescans, mayRescan: false };
  const shortage = rescans.shortage ?? "fewer";
  if (frames.length > FEW_FRAMES) return { ...rest, frames: everySecond(frames), shortage };
  const smaller = await halved(frames, deps, signal);
  if (smaller.length > 0) return { ...rest, frames: smaller, shortage: "smaller" };
  if (frames.length > 1) return { ...rest, frames: everySecond(frames), shortage };
  return { ...rest, frames: [], rescanned: [], shortage: "no-room" };
}

/** The ends go first: what the question is about lies in the middle. */
function everySecond(frames: readonly LabelledFrame[]): LabelledFrame[] {
  return frames.filter((_, i) => i % 2 === 1);
}

/** The same moments under the same labels, at half the side; none where that would save nothing. */
async function halved(
  frames: readonly LabelledFrame[],
  { original }: Pick<RescanDeps, "original">,
  signal: AbortSignal,
): Promise<LabelledFrame[]> {
  const side = Math.round(Math.max(...frames.map(({ width, height }) => Math.max(width, height))) / 2);
  const video = side < SMALLEST_SIDE ? null : await original(signal);
  if (!video) return [];
  const labels = new Map(frames.map(({ timestamp, label }) => [timestamp, label]));
  const times = [...labels.keys()].toSorted((a, b) => a - b);
  const smaller = await Array.fromAsync(video.framesAt(times, side, signal));
  return smaller.flatMap((frame) => {
    const label = labels.get(frame.timestamp);
    return label === undefined ? [] : [{ ...frame, label }];
  });
}
