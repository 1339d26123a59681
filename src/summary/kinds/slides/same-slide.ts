import type { Cue } from "../../../sound/transcript.ts";
import type { FindingFacts } from "../finding.ts";

/** A slide that comes right after another one, seconds: a part of the video may end in the middle of one. */
const SEAM = 2;

/**
 * Each slide once: those with the same title whose words are mostly the same are one, with its time from when it first stood, as
 * it was when most was written on it, and with all that was said to it.
 */
export function eachOnce<F extends FindingFacts>(slides: readonly F[]): F[] {
  const kept: F[] = [];
  for (const slide of slides) {
    const at = kept.findIndex((one) => isSame(one, slide));
    const known = kept[at];
    if (known) kept[at] = united(known, slide);
    else kept.push(slide);
  }
  return kept;
}

function united<F extends FindingFacts>(known: F, slide: F): F {
  const more = wordsOf(known.read).size > wordsOf(slide.read).size ? known : slide;
  const end = slide.start - known.end <= SEAM ? Math.max(known.end, slide.end) : known.end;
  return { ...more, start: known.start, end, cues: cuesOf(known.cues, slide.cues) };
}

function cuesOf(one: readonly Cue[], other: readonly Cue[]): Cue[] {
  const all = new Map([...one, ...other].map((cue) => [cue.id, cue]));
  return [...all.values()].toSorted((a, b) => a.start - b.start);
}

/** Of the words of the slide that has fewer; a model reads some of them otherwise the second time. */
const ALIKE = 0.6;

function isSame(a: FindingFacts, b: FindingFacts): boolean {
  const title = plain(a.text);
  if (title === "" || title !== plain(b.text)) return false;
  const [fewer, more] = [wordsOf(a.read), wordsOf(b.read)].toSorted((x, y) => x.size - y.size);
  if (!fewer || !more || fewer.size === 0) return true;
  const shared = [...fewer].filter((word) => more.has(word)).length;
  return shared >= ALIKE * fewer.size;
}

/** Letters and digits alone, in lower case. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });

function wordsOf(text = ""): ReadonlySet<string> {
  const segments = [...words.segment(plain(text))];
  return new Set(segments.flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : [])));
}
