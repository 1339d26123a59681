import { z } from "zod";
import { closed, label } from "../summary/ask/reply.ts";
import { ANSWER_LENGTH, MOST_MOMENTS } from "./answer-prompt.ts";

/** Either an answer with the moments that show it, or none, perhaps with a wish to look closer. */
export function answerSchema(labels: readonly string[], mayLookCloser: boolean) {
  const time = { type: "string", enum: labels };
  const closer = mayLookCloser
    ? { anyOf: [{ type: "null" }, closed({ start: time, end: time })] }
    : { type: "null" };
  const found = closed({
    found: { const: true },
    moments: { type: "array", minItems: 1, maxItems: MOST_MOMENTS, items: time },
    answer: { type: "string", minLength: 1, maxLength: ANSWER_LENGTH },
  });
  return { name: "answer", schema: { anyOf: [found, closed({ found: { const: false }, closer })] } };
}

export const AnswerReply = z.union([
  z.object({ found: z.literal(true), moments: z.array(label).min(1), answer: z.string().trim().min(1) }),
  z.object({
    found: z.literal(false),
    closer: z.object({ start: label, end: label }).nullable().default(null),
  }),
]);
