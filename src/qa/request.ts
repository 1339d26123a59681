import type { Logger } from "../logger.ts";
import { type LabelledFrame, labelledParts } from "../summary/ask/prompt.ts";
import { requestChecked } from "../summary/ask/request.ts";
import type { CollectedReply, MessagePart, ModelMessage, VisionModel } from "../vision/model.ts";
import { outputTokens } from "./budget.ts";
import { type CheckedAnswer, checkAnswer } from "./check-answer.ts";
import { type FrozenContext, prefixOf, type Turn, turnMessages } from "./context.ts";
import { answerSchema, RESCAN_FRAMES } from "./prompt.ts";

export interface Asking {
  readonly context: FrozenContext;
  readonly turns: readonly Turn[];
  /** Frames of closer looks, in the order in which they were taken. */
  readonly closer: readonly LabelledFrame[];
  /** The text that carries the question. */
  readonly asked: string;
  readonly mayRescan: boolean;
  /** Earlier questions of this thread whose replies could not be used. */
  readonly failures: number;
}

/** The frozen prefix, what was said before, and only then what is new: pictures first, the question last. */
function messagesOf({ context, turns, closer, asked }: Asking): ModelMessage[] {
  const pictures: MessagePart[] =
    closer.length > 0 ? [{ type: "text", text: RESCAN_FRAMES }, ...labelledParts(closer)] : [];
  return [
    ...prefixOf(context),
    ...turns.flatMap(turnMessages),
    { role: "user", content: [...pictures, { type: "text", text: asked }] },
  ];
}

/** Throws `model-garbled` where no try gives a usable reply, and what else the model throws. */
export async function ask(
  { model, logger }: { model: VisionModel; logger: Logger },
  asking: Asking,
  signal: AbortSignal,
): Promise<{ checked: CheckedAnswer; reply: string }> {
  const { context, closer, mayRescan, failures } = asking;
  const { cues } = context.opening;
  const frames = [...context.opening.frames, ...closer];
  const labels = [...new Set(frames.map(({ label }) => label))];
  const request = {
    messages: messagesOf(asking),
    schema: answerSchema(labels, mayRescan, cues),
    maxOutputTokens: outputTokens(model),
    cacheKey: context.routingKey,
  };
  const check = ({ text }: CollectedReply) => checkAnswer(text, frames, cues);
  const { value, text } = await requestChecked({ model, request, check, failures, logger }, signal);
  return { checked: value, reply: text };
}
