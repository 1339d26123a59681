import type { Piece, Span } from "../piece.ts";
import type { Loudness } from "../speech/loudness.ts";

/** A piece before its sound is cut. */
export type PlannedPiece = Omit<Piece, "wav">;

/** Seconds; speech models hear thirty at once, and some programs cut longer sound badly. */
export const LONGEST_PIECE = 28;
/** Seconds around speech that are sent with it: over noise, detection is late for a word that begins softly; and words fade. */
export const BEFORE = 0.7;
export const AFTER = 0.3;
/** Seconds beside those; over longer pauses models invent words. */
const LONGEST_PAUSE = 1.4;
/** Where even talk without a pause is not cut before, so that there are no crumbs. */
const SHORTEST_CUT = LONGEST_PIECE / 2;

/** Which parts of the sound are sent: all speech, and hardly anything else. Times are seconds from the sound's beginning. */
export function planPieces(speech: readonly Span[], loudness: Loudness, seconds: number): PlannedPiece[] {
  const pieces: { start: number; end: number }[] = [];
  for (const part of divide(padded(speech, seconds), loudness)) {
    const last = pieces.at(-1);
    const fits = last && part.start - last.end <= LONGEST_PAUSE && part.end - last.start <= LONGEST_PIECE;
    if (last && fits) last.end = part.end;
    else pieces.push({ ...part });
  }
  return pieces.map(({ start, end }, index) => ({ index, start, end, speech: within(speech, start, end) }));
}

/** Padding reaches half into a short pause at most, so that no word is sent twice. */
function padded(speech: readonly Span[], seconds: number): Span[] {
  return speech.map(({ start, end }, i) => ({
    start: Math.max(0, start - BEFORE, (start + (speech[i - 1]?.end ?? -start)) / 2),
    end: Math.min(seconds, end + AFTER, (end + (speech[i + 1]?.start ?? Number.POSITIVE_INFINITY)) / 2),
  }));
}

/** Cuts talk without pauses where it is quietest. */
function* divide(speech: readonly Span[], loudness: Loudness): Generator<Span> {
  for (const { start, end } of speech) {
    let from = start;
    while (end - from > LONGEST_PIECE) {
      const cut = loudness.quietest(from + SHORTEST_CUT, from + LONGEST_PIECE);
      yield { start: from, end: cut };
      from = cut;
    }
    yield { start: from, end };
  }
}

function within(speech: readonly Span[], start: number, end: number): Span[] {
  return speech
    .map((stretch) => ({ start: Math.max(start, stretch.start), end: Math.min(end, stretch.end) }))
    .filter((stretch) => stretch.start < stretch.end);
}
