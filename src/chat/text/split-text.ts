/** Length of a text once it is written for a platform, where escapes make it longer. */
type Measure = (text: string) => number;

/** Best place first. Each matches the blanks that a cut may swallow. */
const PLACES = [/\n\s*\n/g, /\n/g, /(?<=[.!?])\s+|(?<=[。！？])/g, /\s+/g];

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * Cuts a text into pieces that measure at most `limit`: between paragraphs where possible, else lines, sentences,
 * words, and never inside an emoji or an accented letter. Only blanks at the cuts are lost. An address is cut only
 * if it is longer than the limit itself.
 */
export function splitText(text: string, limit: number, measure: Measure = lengthOf): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const fits = longestPrefix(rest, limit, measure);
    const cut = fits === rest.length ? rest.length : cutBefore(rest, fits);
    const piece = rest.slice(0, cut).trimEnd();
    if (piece !== "") pieces.push(piece);
    rest = rest.slice(cut).trimStart();
  }
  return pieces;
}

/** The text whole, or its beginning with an ellipsis. */
export function shorten(text: string, limit: number, measure: Measure = lengthOf): string {
  if (measure(text) <= limit) return text;
  const fits = longestPrefix(text, limit - 1, measure);
  return `${text.slice(0, graphemeBoundary(text, fits)).trimEnd()}…`;
}

function lengthOf(text: string): number {
  return text.length;
}

/** Code units; at least one, so that a cut always gets somewhere. */
function longestPrefix(text: string, limit: number, measure: Measure): number {
  let low = 1;
  // Nothing gets shorter by being escaped.
  let high = Math.min(text.length, limit);
  if (high < 1) return 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(text.slice(0, middle)) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cutBefore(text: string, fits: number): number {
  // A blank right behind the piece that fits is a place to cut too.
  const head = text.slice(0, fits + 1);
  const lastAt = (place: RegExp, from: number) =>
    [...head.matchAll(place)].findLast(({ index }) => index > from && index <= fits)?.index;
  for (const place of PLACES) {
    const last = lastAt(place, fits / 3);
    if (last !== undefined) return last;
  }
  // Rather a short piece than half an address.
  return lastAt(/\s+/g, 0) ?? addressAround(text, fits) ?? graphemeBoundary(text, fits);
}

/** Looks only where a word begins, so that a long one costs no more than its length. */
const ADDRESS = /(?<![\w+.-])[\w+.-]+:\/\/[!-~]+/g;

/** Where the address begins that a cut at `position` would go through; Chinese stands right before one, without a blank. */
function addressAround(text: string, position: number): number | undefined {
  const around = [...text.matchAll(ADDRESS)].find(
    ({ index, 0: { length } }) => index < position && position < index + length,
  );
  return around && around.index > 0 ? around.index : undefined;
}

/** The last boundary at or before `position`, but never 0. */
function graphemeBoundary(text: string, position: number): number {
  let boundary = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, position + MAX_GRAPHEME))) {
    const end = index + segment.length;
    if (end > position) break;
    boundary = end;
  }
  return boundary > 0 ? boundary : codePointBoundary(text, position);
}

/** Anything longer is no letter and is cut like text. */
const MAX_GRAPHEME = 100;

function codePointBoundary(text: string, position: number): number {
  const isInsidePair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(position - 1, position + 1));
  return isInsidePair ? Math.max(position - 1, 2) : position;
}
