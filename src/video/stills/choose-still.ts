import { distance, type Signature, signatureOf } from "../shots/signature.ts";
import type { Picture, ScanFrame, TimeRange, VideoFile } from "../video.ts";

/** How far from the chosen frame a better picture of the same moment may lie, seconds. */
export const REACH = 0.5;
/** How far to look for anything at all where all of that is blank: a fade, or a title that comes late. */
const FAR_REACH = 10;
/** Frames this near to a cut may show a transition. */
const MARGIN = 0.08;
/** Seconds that may be decoded before the chosen frame for a look at what precedes it. */
const WORTH_DECODING = 1;
/** Wide enough that motion blur shows, small enough to score a second of video at once. */
export const SCORING_SIDE = 640;
/** A picture must be sharper by this share for each reach of distance, or the frame the model saw stays. */
const DISTANCE_PENALTY = 0.5;
/** The still must show what the model saw: no farther from it than this (mean difference, 0 to 255). */
const OTHER_PICTURE = 10;

export interface Scored {
  readonly timestamp: number;
  readonly score: number;
  readonly blank: boolean;
  readonly signature: Signature;
}

/**
 * The timestamp of the sharpest, not blank frame near `chosen` within its shot that still shows the same picture.
 * Where all of that is blank, the nearest frame of the shot that is not. Returns `chosen` itself where nothing
 * better can be decoded.
 */
export async function chooseStill(
  video: VideoFile,
  chosen: number,
  shot: TimeRange,
  signal: AbortSignal,
): Promise<number> {
  const near = await scoresWithin(REACH, video, chosen, shot, signal);
  const blank = near.length > 0 && near.every((frame) => frame.blank);
  const scored = blank ? await scoresWithin(FAR_REACH, video, chosen, shot, signal) : near;
  return bestOf(scored, chosen) ?? chosen;
}

/** The sharpest of these that shows what the chosen one shows; undefined where all are blank or show something else. */
export function bestOf(scored: readonly Scored[], chosen: number): number | undefined {
  const seen = scored.find(({ timestamp }) => Math.abs(timestamp - chosen) < 1e-6);
  const alike = scored.filter(
    (frame) =>
      !frame.blank && (!seen || seen.blank || distance(frame.signature, seen.signature) < OTHER_PICTURE),
  );
  return alike.toSorted((a, b) => b.score - a.score)[0]?.timestamp;
}

/** All frames of the shot that lie at most `reach` seconds from the chosen one. */
async function scoresWithin(
  reach: number,
  video: VideoFile,
  chosen: number,
  shot: TimeRange,
  signal: AbortSignal,
): Promise<Scored[]> {
  const range = rangeAround(reach, video, chosen, shot);
  const scan = video.scan({ range, longSide: SCORING_SIDE, frames: "all" }, signal);
  const scored: Scored[] = [];
  for await (const frame of scan.frames) scored.push(score(frame, chosen));
  return scored;
}

export function rangeAround(reach: number, video: VideoFile, chosen: number, shot: TimeRange): TimeRange {
  const margin = shot.end - shot.start > 4 * MARGIN ? MARGIN : 0;
  const earliest = Math.max(
    shot.start + margin,
    chosen - reach,
    reach > REACH ? 0 : cheapFrom(video, chosen),
  );
  const start = Math.min(chosen, earliest);
  const end = Math.max(chosen + 1e-6, Math.min(shot.end - margin, chosen + reach));
  return { start, end };
}

/**
 * Where a look before the chosen frame may begin: frames of the group before are left out where all of that would be decoded
 * for them. An I-frame mostly is chosen, and is coded better than its neighbors.
 */
function cheapFrom({ timeline }: VideoFile, chosen: number): number {
  const before = timeline.iFrameBefore(chosen - REACH);
  return chosen - before <= WORTH_DECODING + REACH ? before : timeline.iFrameBefore(chosen);
}

export function score({ timestamp, picture }: ScanFrame, chosen: number): Scored {
  const away = Math.abs(timestamp - chosen) / REACH;
  return {
    timestamp,
    score: sharpness(picture) / (1 + DISTANCE_PENALTY * away),
    blank: isBlank(picture),
    signature: signatureOf(picture),
  };
}

/**
 * Variance of the Laplacian of the brightness (Pech-Pacheco et al., ICPR 2000): high where edges are crisp, low in
 * motion blur and in the middle of a dissolve. Comparable only between pictures of one size and one subject.
 */
export function sharpness({ width, height, luma }: Picture): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const around =
        (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - width] ?? 0) + (luma[at + width] ?? 0);
      const edge = 4 * (luma[at] ?? 0) - around;
      sum += edge;
      squares += edge * edge;
    }
  }
  const count = Math.max(1, (width - 2) * (height - 2));
  return squares / count - (sum / count) ** 2;
}

/** True for a picture that shows nothing: black, or one flat tone as in the depth of a fade. */
export function isBlank({ luma }: Picture): boolean {
  let sum = 0;
  let brightest = 0;
  let darkest = 255;
  let lit = 0;
  for (let i = 0; i < luma.length; i++) {
    const level = luma[i] ?? 0;
    sum += level;
    if (level > LIT) lit++;
    if (level > brightest) brightest = level;
    if (level < darkest) darkest = level;
  }
  const black = sum / luma.length < BLACK_LEVEL && lit / luma.length < LIT_SHARE;
  return black || brightest - darkest < FLAT_RANGE;
}

/** Video black is 16; scaled and coded it wavers by a few levels. */
const BLACK_LEVEL = 22;
const FLAT_RANGE = 16;
/** So few bright pixels are specks; a short white title on black has several times as many. */
const LIT_SHARE = 0.002;
const LIT = 64;
