import type { Cue } from "../../sound/transcript.ts";
import type { ScanResult } from "../../video/shots/scan-result.ts";
import type { Chapter } from "../ask/prompt.ts";
import type { PartWindow } from "./part-lengths.ts";

interface Known {
  readonly scan: ScanResult;
  readonly cues: readonly Cue[];
  /** As the video's page names them. */
  readonly chapters: readonly Chapter[];
}

/**
 * Where a part ends, in seconds: at a chapter's end; else at a cut that no one speaks over; else at a cut; else where something
 * written appears, since the slide before it ends there; else in the middle of a pause; else where an equal part would. Of
 * several places of one kind the one nearest to that.
 */
export function endOfPart({ aim, earliest, range, isLast }: PartWindow, known: Known): number {
  if (isLast) return range.end;
  const { scan, cues, chapters } = known;
  const isInside = (time: number) => time >= earliest && time < range.end;
  const isSpokenOver = (time: number) => cues.some(({ start, end }) => start < time && end > time);
  const cuts = scan.cuts.filter(isInside);
  const slides = scan.candidates.filter(({ novelty }) => novelty === "settled");
  const kinds = [
    chapters.map(({ start }) => start).filter(isInside),
    cuts.filter((cut) => !isSpokenOver(cut)),
    cuts,
    slides.map(({ timestamp }) => timestamp).filter(isInside),
    pauses(cues).filter(isInside),
  ];
  const best = kinds.find((places) => places.length > 0) ?? [aim];
  return best.reduce((one, other) => (Math.abs(other - aim) < Math.abs(one - aim) ? other : one));
}

/** Seconds; shorter ones lie between the words of one sentence. */
const PAUSE = 1;

function pauses(cues: readonly Cue[]): number[] {
  return cues.flatMap(({ end }, i) => {
    const next = cues[i + 1];
    return next && next.start - end >= PAUSE ? [(end + next.start) / 2] : [];
  });
}
