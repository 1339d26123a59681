import { personsQuestion } from "./answer-brain.ts";
import type { SeenRequest } from "./seen-request.ts";
import { partsOf } from "./wire.ts";

const LINE = /^\[(s\d+)\] "([^"]*)"(?:: "([^"]*)")?/;

/**
 * Answers from descriptions alone: the segments whose text has a color or number of the question. "How often" is how many they are,
 * "first" and "last" take one. What is in "the pictures of" a colored segment is to be looked at.
 */
export function textsBrain({ messages, question }: SeenRequest): string {
  const asked = personsQuestion(question).toLowerCase();
  const texts = messages
    .flatMap(partsOf)
    .flatMap((part) => (part.type === "text" ? part.text.split("\n") : []));
  const segments = texts.flatMap((line) => {
    const [, id, theme = "", description = ""] = LINE.exec(line) ?? [];
    return id === undefined ? [] : [{ id, text: `${theme} ${description}`.toLowerCase() }];
  });
  const words = asked.match(/\b(?:red|teal|orange|purple|yellow|blue|green|grey|black|\d{2,})\b/g) ?? [];
  const hits = segments.filter(({ text }) => words.some((word) => text.includes(word)));
  const [first] = hits;
  if (!first) return JSON.stringify({ found: false, look: null });
  if (asked.includes("the pictures of")) return JSON.stringify({ found: false, look: first.id });
  const chosen = /first/.test(asked) ? [first] : /last/.test(asked) ? hits.slice(-1) : hits;
  const says = /how often/.test(asked)
    ? `It is shown ${hits.length} times.`
    : `The descriptions tell of ${words.join(" and ")}.`;
  const ids = chosen.slice(0, 6).map(({ id }) => id);
  return JSON.stringify({ found: true, answer: [{ segments: ids, says }] });
}
