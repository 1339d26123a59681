import stringWidth from "string-width";

const CJK = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60`;
const OPENING = "（「『《〈【〔“‘";
const CLOSING = "，。、；：！？）」』》〉】〕”’…";
/** What stays together on a line: a word, or one Chinese or Japanese character with its punctuation. */
const UNIT = new RegExp(`\\s+|[${OPENING}]*[${CJK}][${CLOSING}]*|[^\\s${CJK}]+`, "gu");

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Breaks text into lines of at most `width` columns, where a wide character takes two. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, Math.max(width, 2)));
}

function wrapParagraph(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const unit of paragraph.match(UNIT) ?? []) {
    if (stringWidth((line + unit).trimEnd()) <= width) {
      line += unit;
      continue;
    }
    if (line.trim() !== "") lines.push(line.trimEnd());
    const pieces = cut(unit.trimStart(), width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return [...lines, line.trimEnd()];
}

/** A unit wider than a whole line is cut between graphemes. */
function cut(unit: string, width: number): readonly string[] {
  if (stringWidth(unit) <= width) return [unit];
  const pieces = [""];
  for (const { segment } of graphemes.segment(unit)) {
    const last = pieces.at(-1) ?? "";
    if (last !== "" && stringWidth(last + segment) > width) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}
