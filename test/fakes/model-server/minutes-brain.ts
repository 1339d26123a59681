import type { SeenRequest } from "./seen-request.ts";
import { partsOf } from "./wire.ts";

/** What people say in a meeting, as this double understands it. */
const TOPIC = /^let[’']s talk about (.+?)[.!]?$/i;
const DECIDED = /\b(?:we (?:decided|agreed)|decided:)/i;
const TASK = /^(\p{Lu}\p{L}+) will (.+?)(?: by (.+?))?[.!]?$/u;
const ASKED = /\?$/;
/** As the speech double says what it hears: even ones are decisions, the others tasks. */
const MARK = /^mark (\d+)$/;

/** Writes minutes of the lines that it was sent, and of numbers that can be read in the pictures. */
export function minutesBrain({ messages, frames }: SeenRequest): string {
  const lines = messages.flatMap(partsOf).flatMap((part) => {
    if (part.type !== "text" || !part.text.startsWith("Heard: ")) return [];
    return [...part.text.matchAll(/\[(c\d+)\] "([^"]*)"/g)].map(([, id = "", text = ""]) => ({ id, text }));
  });
  const items = <T>(of: (text: string) => T | null) =>
    lines.flatMap(({ id, text }) => {
      const found = of(text);
      return found === null ? [] : [{ evidence: [id], ...found }];
    });
  const markOf = (text: string) => (MARK.test(text) ? Number(MARK.exec(text)?.[1]) : null);
  const read = frames.filter(({ label, mark }) => label !== null && mark !== null).slice(0, 1);
  return JSON.stringify({
    topics: [
      ...items((text) => (TOPIC.test(text) ? { text: `About ${TOPIC.exec(text)?.[1]}` } : null)),
      ...read.map(({ label, mark }) => ({ evidence: [label], text: `The board with ${mark}` })),
    ],
    decisions: items((text) => {
      const mark = markOf(text);
      return DECIDED.test(text) || (mark !== null && mark % 2 === 0) ? { text: `Decided: ${text}` } : null;
    }),
    tasks: items((text) => {
      const mark = markOf(text);
      if (mark !== null && mark % 2 === 1) return { text: `Do what ${text} says`, who: "Zoe", by: "" };
      const [, who, what, by = ""] = TASK.exec(text) ?? [];
      return who === undefined ? null : { text: `Will ${what}`, who, by };
    }),
    questions: items((text) => (ASKED.test(text) ? { text } : null)),
  });
}
