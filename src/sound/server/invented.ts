import type { Piece, Span } from "../piece.ts";
import { AFTER, BEFORE } from "../pieces/plan-pieces.ts";
import { isSaidToSilence, plainWords } from "./phrases.ts";

/** A line that a speech model wrote, with what it says of how sure it is; null where it says nothing. */
export interface WrittenLine extends Span {
  readonly text: string;
  readonly confidence: {
    readonly noSpeechProbability: number | null;
    readonly averageLogProbability: number | null;
    readonly compressionRatio: number | null;
  };
}

/** The piece that the lines were heard in, and where speech was detected there. */
type HeardIn = Pick<Piece, "start" | "end" | "speech">;

/** Share of a line's time in which speech was detected; with less it was not said. */
const LEAST_SPEECH = 0.3;
/** Of a piece; with less it is mostly silent, and phrases said to silence count. */
const MOSTLY_SILENT = 0.3;
/** Half a second of speech is no whole credit of subtitles, wherever it stands. */
const FEWEST_SECONDS = 1;
/** The limits of Whisper's own program. */
const NO_SPEECH = 0.6;
const UNSURE = -1;
const REPEATING = 2.4;
/** The same words so often in one piece come from a model that is stuck. */
const TIMES = 3;
/** Letters a second, and the seconds from which on it counts: the slowest speaker says more, and models put one sentence over half a minute of music. */
const SLOWEST = 3;
const LONG = 3;
/** Letters that a digit, or a sign for a whole syllable or word, stands for. */
const WHOLE_WORD = /[\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const WORD_LETTERS = 3;
/** Seconds; times of models are rounded. */
const TOLERANCE = 0.5;

/**
 * Leaves out what was not said. `strict`: detection took any sound for speech, so that what a model is unsure of, few words for
 * much sound, and phrases that models say to silence, are left out wherever they stand alone.
 */
export function withoutInvented<L extends WrittenLine>(
  lines: readonly L[],
  piece: HeardIn,
  { strict }: { readonly strict: boolean },
): L[] {
  const often = repeated(lines);
  const isQuiet = isMostlySilent(piece) || (strict && lines.length <= 1);
  return lines.filter(
    (line) =>
      isWithin(line, piece) &&
      speechShare(line, piece.speech) >= LEAST_SPEECH &&
      !often.has(plainWords(line.text)) &&
      !isDoubtful(line, strict) &&
      !(strict && isTooSlow(line, piece)) &&
      !(isQuiet && isSaidToSilence(line.text)) &&
      plainWords(line.text) !== "",
  );
}

function isWithin({ start, end }: Span, piece: HeardIn): boolean {
  return start >= piece.start - TOLERANCE && end <= piece.end + TOLERANCE && end > start;
}

/** 0 to 1. What is sent around speech for its soft first and last words counts as speech here. */
function speechShare({ start, end }: Span, speech: readonly Span[]): number {
  const around = speech.map((stretch, i) => ({
    start: Math.max(stretch.start - BEFORE, (speech[i - 1]?.end ?? Number.NEGATIVE_INFINITY) + AFTER),
    end: stretch.end + AFTER,
  }));
  return spoken({ start, end }, around) / (end - start);
}

/** Seconds of speech within a span. */
function spoken(span: Span, speech: readonly Span[]): number {
  return speech.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)),
    0,
  );
}

function isMostlySilent(piece: HeardIn): boolean {
  const seconds = spoken(piece, piece.speech);
  return seconds < FEWEST_SECONDS || seconds / (piece.end - piece.start) < MOSTLY_SILENT;
}

function isDoubtful({ confidence }: WrittenLine, strict: boolean): boolean {
  const { noSpeechProbability, averageLogProbability, compressionRatio } = confidence;
  if ((compressionRatio ?? 0) > REPEATING) return true;
  const isSilence = (noSpeechProbability ?? 0) > NO_SPEECH;
  const isUnsure = (averageLogProbability ?? 0) < UNSURE;
  return strict ? isSilence || isUnsure : isSilence && isUnsure;
}

function isTooSlow(line: WrittenLine, { speech }: HeardIn): boolean {
  const seconds = spoken(line, speech);
  return seconds >= LONG && lettersIn(line.text) < SLOWEST * seconds;
}

function lettersIn(text: string): number {
  return [...plainWords(text).replaceAll(" ", "")].reduce(
    (sum, sign) => sum + (WHOLE_WORD.test(sign) ? WORD_LETTERS : 1),
    0,
  );
}

function repeated(lines: readonly WrittenLine[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(plainWords(text), (counts.get(plainWords(text)) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= TIMES).map(([text]) => text));
}
