import stringWidth from "string-width";
import type { DoctorWords, Finding, Level } from "./check.ts";

const MARKS: Readonly<Record<Level, string>> = { fine: "✓", warning: "!", fault: "✗" };
const NARROWEST_TEXT = 30;

/** The findings as lines of at most `width` columns: mark, level, part, sentence. */
export function renderTable(findings: readonly Finding[], words: DoctorWords, width: number): string {
  const rows = findings.map(({ level, part, say }, at) => ({
    level: `${MARKS[level]} ${words.levels[level]}`,
    part: findings[at - 1]?.part === part ? "" : words.parts[part],
    sentence: say(words),
  }));
  const levels = Math.max(0, ...rows.map(({ level }) => stringWidth(level)));
  const parts = Math.max(0, ...rows.map(({ part }) => stringWidth(part)));
  const before = levels + parts + 4;
  const lines = rows.flatMap(({ level, part, sentence }) => {
    const [first = "", ...rest] = wrap(sentence, Math.max(NARROWEST_TEXT, width - before));
    const indent = " ".repeat(before);
    return [`${pad(level, levels)}  ${pad(part, parts)}  ${first}`, ...rest.map((line) => indent + line)];
  });
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  return [words.heading, "", ...lines, "", words.verdict(count("fault"), count("warning")), ""].join("\n");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** Breaks at blanks, and between the characters of scripts that have none. */
function wrap(text: string, width: number): string[] {
  const pieces = text.match(/\p{Script=Han}\p{P}*|[^\s\p{Script=Han}]+|\s+/gu) ?? [];
  const lines: string[] = [""];
  for (const piece of pieces) {
    const line = lines.at(-1) ?? "";
    const isFull = stringWidth(line + piece.trimEnd()) > width && line !== "";
    if (isFull) lines.push(piece.trimStart());
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => line.trimEnd());
}
