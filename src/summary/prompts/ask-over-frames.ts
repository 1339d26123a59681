import type { CollectedReply } from "../../vision/model.ts";
import { openingMessages, openingOf } from "../ask/prompt.ts";
import type { Checked } from "../ask/reply.ts";
import { requestChecked } from "../ask/request.ts";
import type { Answered, Asking } from "./prompt.ts";

/** What is asked in one request, and what is made of the reply. */
export interface Form<T> {
  readonly question: string;
  /** Free text without it. */
  readonly schema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  readonly maxOutputTokens: number;
  /** Gets replies that are whole. */
  readonly check: (text: string) => Checked<T>;
  /** What the repair try asks for; JSON without it. */
  readonly again?: string;
}

const CUT_OFF = { ok: false, problems: ["It was cut off: write shorter texts, and fewer parts."] } as const;

/** One request about the frames and what was said beside them. */
export async function askOverFrames<T>(
  asking: Asking,
  { question, schema, maxOutputTokens, check, again }: Form<T>,
  signal: AbortSignal,
): Promise<{ value: T } & Pick<Answered, "opening" | "replyText">> {
  const { model, frames, cues = [], cacheKey, failures = 0, logger } = asking;
  const opening = openingOf(frames, cues, question);
  const [pictureSize] = frames;
  const request = {
    messages: openingMessages(opening),
    ...(schema && { schema }),
    ...{ maxOutputTokens, cacheKey },
    ...(pictureSize && { pictureSize }),
  };
  const checkWhole = ({ text, finishReason }: CollectedReply) =>
    finishReason === "length" ? CUT_OFF : check(text);
  const sent = { model, request, check: checkWhole, failures, logger, ...(again !== undefined && { again }) };
  const { value, text } = await requestChecked(sent, signal);
  return { value, opening, replyText: text };
}
