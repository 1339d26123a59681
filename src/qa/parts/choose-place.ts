import { fuse } from "../../search/fuse.ts";
import { momentsIn } from "../../summary/times/moments.ts";
import type { TimeRange } from "../../video/video.ts";
import type { AboutSpeech } from "../about-speech.ts";
import { namedRange } from "../question-times.ts";
import { isAboutWhole, wantsSummary } from "./about-whole.ts";
import { findParts } from "./find-parts.ts";
import { type LongVideo, partsWithin, segmentsWithin } from "./long-video.ts";
import { namedChapters, namedParts } from "./named-places.ts";

/** What of a long video is looked at for a question. */
export type Place =
  /** These parts, one after the other: each of them, or the next one only where the one before does not tell. */
  | {
      readonly kind: "parts";
      readonly numbers: readonly number[];
      readonly each: boolean;
      /** What of them the question is about, where it names that otherwise than by a time. */
      readonly stretch?: TimeRange;
    }
  /** The texts alone; of these segments, or of all. */
  | { readonly kind: "texts"; readonly segments: readonly number[] | null }
  /** What `--from` and `--to` have left out. */
  | { readonly kind: "unwatched"; readonly range: TimeRange };

/** At most so many parts are asked for one question; a longer stretch is told from the texts. */
const MOST_PARTS = 2;

/** Seconds; what is named in a longer range has a beginning and an end. */
const MOMENT = 5;
const INSTANT = 1e-6;

/** What the question names decides; else what is found by its words and, at the times in `seen`, by the pictures; a question about the whole is for the texts. */
export function choosePlace(
  question: string,
  about: AboutSpeech,
  video: LongVideo,
  seen: readonly number[] = [],
): Place {
  return named(question, video) ?? searched(question, { about, seen }, video);
}

function named(question: string, video: LongVideo): Place | null {
  const isWhole = isAboutWhole(question);
  const parts = namedParts(question, video).flatMap((number) => video.summary.parts[number] ?? []);
  const places = parts.length > 0 ? parts : namedChapters(question, video);
  // A time inside of a named part is the more exact of the two.
  const range = namedRange(question, video.duration, video.summary.clock);
  if (range) return isWhole ? compared(question, range, video) : placeAt(range, video);
  if (places.length === 0) return null;
  if (places.length > 1 || isWhole || wantsSummary(question)) return textsOf(places, video);
  const [stretch] = places;
  const numbers = stretch ? partsWithin(video, stretch) : [];
  return stretch && numbers.length <= MOST_PARTS
    ? { kind: "parts", numbers, each: false, stretch }
    : textsOf(places, video);
}

function placeAt(range: TimeRange, video: LongVideo): Place {
  const numbers = partsWithin(video, range);
  if (numbers.length === 0) return { kind: "unwatched", range };
  // Of a moment at a border of parts the one that holds it tells more.
  if (range.end - range.start <= MOMENT)
    return { kind: "parts", numbers: holderFirst(numbers, range, video), each: false };
  return numbers.length <= MOST_PARTS ? { kind: "parts", numbers, each: true } : textsOf([range], video);
}

function holderFirst(numbers: readonly number[], { start, end }: TimeRange, video: LongVideo): number[] {
  const middle = (start + end) / 2;
  const [holder] = partsWithin(video, { start: middle, end: middle + INSTANT });
  return numbers.toSorted((a, b) => Number(b === holder) - Number(a === holder));
}

/** Two moments to compare are not a range: the descriptions of both answer. */
function compared(question: string, range: TimeRange, video: LongVideo): Place {
  const moments = momentsIn(question).filter(({ seconds }) => seconds < video.duration);
  const places = moments.map(({ seconds }) => ({ start: seconds, end: seconds + 1 }));
  return textsOf(moments.length > 1 ? places : [range], video);
}

function textsOf(ranges: readonly TimeRange[], video: LongVideo): Place {
  const segments = [...new Set(ranges.flatMap((range) => segmentsWithin(video, range)))];
  return { kind: "texts", segments: segments.length > 0 ? segments.toSorted((a, b) => a - b) : null };
}

interface Search {
  readonly about: AboutSpeech;
  readonly seen: readonly number[];
}

function searched(question: string, { about, seen }: Search, video: LongVideo): Place {
  const shown = seen.flatMap((start) => partsWithin(video, { start, end: start + INSTANT }));
  const lists = isAboutWhole(question) ? [] : [findParts(question, about, video), [...new Set(shown)]];
  const numbers = fuse(lists, (a, b) => a === b).slice(0, MOST_PARTS);
  return numbers.length > 0 ? { kind: "parts", numbers, each: false } : { kind: "texts", segments: null };
}
