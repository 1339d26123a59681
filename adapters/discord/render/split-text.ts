/** How far back a better place to cut is worth it. */
const LEAST_FILL = 0.5;

const BREAKS = [/\n\s*\n/g, /\n/g, /[.!?](?=\s)|[。！？]/g, /\s/g] as const;

/**
 * Cuts `text` into pieces whose escaped form has at most `limit` characters: at a paragraph where possible, else
 * at a line, a sentence, a word, and never inside what a person sees as one character. Each piece is escaped on
 * its own, because what was in the middle of a line begins one after a cut.
 */
export function splitEscaped(text: string, limit: number, escaped: (piece: string) => string): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const end = cutAt(rest, longestFit(rest, limit, escaped));
    const piece = escaped(rest.slice(0, end).trim());
    if (piece !== "") pieces.push(piece);
    rest = rest.slice(end).trim();
  }
  return pieces;
}

/** Cuts at a character and ends in "…" where `text` is longer than `limit`. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, lastWhole(text, limit - 1)).trimEnd()}…`;
}

function longestFit(text: string, limit: number, escaped: (piece: string) => string): number {
  let end = Math.min(text.length, limit);
  for (let excess = over(); excess > 0 && end > 1; excess = over()) {
    end = Math.max(1, end - Math.max(1, Math.ceil(excess / 2)));
  }
  return end;

  function over() {
    return escaped(text.slice(0, end)).length - limit;
  }
}

function cutAt(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const window = text.slice(0, end + 1);
  for (const pattern of BREAKS) {
    const last = [...window.matchAll(pattern)].at(-1);
    const cut = last ? Math.min(end, last.index + last[0].length) : 0;
    if (cut >= end * LEAST_FILL) return cut;
  }
  return lastWhole(text, end);
}

const segmenter = new Intl.Segmenter();
/** Longer than any emoji made of several; what claims to be one longer character is cut like text. */
const LONGEST_CHARACTER = 40;

/** The last end of a whole character at or before `end`. */
function lastWhole(text: string, end: number): number {
  let start = Math.max(0, end - LONGEST_CHARACTER);
  if (isInsidePair(text, start)) start -= 1;
  const around = text.slice(start, end + LONGEST_CHARACTER);
  const boundary = segmenter.segment(around).containing(Math.min(end - start, around.length - 1))?.index ?? 0;
  if (boundary > 0) return start + boundary;
  return isInsidePair(text, end) ? Math.max(end - 1, 1) : end;
}

function isInsidePair(text: string, at: number): boolean {
  return /^[\udc00-\udfff]/.test(text.slice(at, at + 1)) && /[\ud800-\udbff]$/.test(text.slice(0, at));
}
