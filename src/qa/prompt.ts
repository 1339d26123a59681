import { z } from "zod";
import type { Cue } from "../sound/transcript.ts";
import { languageName } from "../summary/ask/prompt.ts";
import { closed, label } from "../summary/ask/reply.ts";

export const ANSWER_LENGTH = 900;
export const MOST_SENTENCES = 3;
export const SENTENCE_LENGTH = ANSWER_LENGTH / MOST_SENTENCES;
/** Moments that an answer may cite; each can be shown as a still. */
export const MOST_MOMENTS = 4;
/** And lines that were said. */
export const MOST_ANSWER_QUOTES = 4;

/** The question of a person, which is data too. So much of it stays in the conversation: how to answer is said once, at its end. */
export function questionLine(question: string): string {
  return `A person asks about the video: ${JSON.stringify(question)}`;
}

/** What comes last: the question, and how to answer it. Begins with the very line that stays in the conversation. */
export function questionText(
  question: string,
  options: {
    readonly language: string;
    readonly mayRescan: boolean;
    readonly hasCues: boolean;
    /** Labels of the first and the last frame that it is about; null: of all. */
    readonly between?: readonly [string, string] | null;
  },
): string {
  const [heard, quotes] = options.hasCues
    ? [" and from what was said", ', "quotes" are the ids of the lines that say it, or an empty list,']
    : ["", ""];
  const closer = options.mayRescan
    ? ` If the frames are too few or too small to tell, reply {"found": false, "closer": {"start", "end"}} with the times of the two frames \
between which to look closer.`
    : "";
  const [first, last] = options.between ?? [];
  const about =
    first === undefined ? "" : `\nIt is about what lies between <${first} seconds> and <${last} seconds>.`;
  return `${questionLine(question)}${about}
Answer from the frames you were shown${heard} and from nothing else. Reply with one JSON object: {"found": true, "answer"}, where "answer" is a list of one to three \
{"moments", ${quotes && '"quotes", '}"says"}: "moments" are the times of the frames that show it, copied exactly,${quotes} and "says" is one sentence in \
${languageName(options.language)} without writing times.${closer} \
If they do not show${heard && " or say"} it, reply {"found": false, "closer": null}. Never guess.`;
}

/** Introduces the frames of a closer look, which come after everything said so far and before the question. */
export const RESCAN_FRAMES = "Here is a closer look at a part of the video, more frames and larger:";

/** Introduces lines that come once more, or for the first time where the opening had no room for all. */
export const SAID_LINES = "Lines that were said in the video, which the question may be about:";

/** Either an answer with the moments that show it, or none, perhaps with a request to look closer. */
export function answerSchema(labels: readonly string[], mayRescan: boolean, cues: readonly Cue[] = []) {
  const ids = cues.map(({ id }) => id);
  const time = { type: "string", enum: labels };
  const closer = mayRescan
    ? { anyOf: [{ type: "null" }, closed({ start: time, end: time })] }
    : { type: "null" };
  const sentence = closed({
    moments: { type: "array", minItems: 1, maxItems: MOST_MOMENTS, items: time },
    ...(ids.length > 0 && {
      quotes: { type: "array", maxItems: MOST_ANSWER_QUOTES, items: { type: "string", enum: ids } },
    }),
    says: { type: "string", minLength: 1, maxLength: SENTENCE_LENGTH },
  });
  const found = closed({
    found: { const: true },
    answer: { type: "array", minItems: 1, maxItems: MOST_SENTENCES, items: sentence },
  });
  return { name: "answer", schema: { anyOf: [found, closed({ found: { const: false }, closer })] } };
}

const cited = { moments: z.array(label).min(1), quotes: z.array(z.string()).catch([]) };
const words = z.string().trim().min(1);

export const AnswerReply = z.union([
  z.object({
    found: z.literal(true),
    answer: z
      .array(z.object({ ...cited, says: words }))
      .min(1)
      .max(MOST_SENTENCES),
  }),
  /** In one piece, from a server that does not hold a reply to its schema. */
  z
    .object({ found: z.literal(true), ...cited, answer: words })
    .transform(({ found, answer, ...evidence }) => ({ found, answer: [{ ...evidence, says: answer }] })),
  z.object({
    found: z.literal(false),
    closer: z.object({ start: label, end: label }).nullable().default(null),
  }),
]);
