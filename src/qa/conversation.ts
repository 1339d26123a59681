import { z } from "zod";
import { cleanText } from "../summary/ask/reply.ts";
import type { Turn } from "./context.ts";
import { joined } from "./evidence/sentences.ts";
import { ANSWER_LENGTH } from "./prompt.ts";

/** What every reply that answers has, whatever it was asked of. */
const Told = z.object({
  found: z.literal(true),
  answer: z.union([
    z.string(),
    z
      .array(z.object({ says: z.string() }))
      .transform((sentences) => joined(sentences.map(({ says }) => says))),
  ]),
});

const NOTHING = '{"found": false, "closer": null}';

/**
 * A turn as the conversation about `scope` keeps it: word for word where it was about the same, else its text alone, because the labels
 * and ids in it were not sent here.
 */
export function turnWithin(turn: Turn, scope: string | undefined): Turn {
  if (turn.scope === scope) return turn;
  return { ...turn, reply: replyElsewhere(answerIn(turn.reply)) };
}

/** As a reply that names no moment; the same for the same text, so that the server's cache serves it. */
export function replyElsewhere(answer: string): string {
  const text = cleanText(answer, [], ANSWER_LENGTH);
  return text === "" ? NOTHING : JSON.stringify({ found: true, answer: [{ moments: [], says: text }] });
}

function answerIn(reply: string): string {
  try {
    return Told.safeParse(JSON.parse(reply)).data?.answer ?? "";
  } catch {
    return "";
  }
}
