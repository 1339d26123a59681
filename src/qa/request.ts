import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { labelledParts, repairMessages } from "../summary/ask/prompt.ts";
import type { LabelledFrame } from "../summary/labels.ts";
import { collectReply } from "../vision/collect-reply.ts";
import type { MessagePart, ModelMessage, VisionModel } from "../vision/model.ts";
import { seedOf } from "../vision/seed.ts";
import { CLOSER_FRAMES } from "./answer-prompt.ts";
import { answerSchema } from "./answer-schema.ts";
import { outputTokens } from "./budget.ts";
import { type CheckedAnswer, checkAnswer } from "./check-answer.ts";
import { type FrozenContext, prefixOf, type Turn, turnMessages } from "./context.ts";

export interface Asking {
  readonly context: FrozenContext;
  readonly turns: readonly Turn[];
  /** Frames of closer looks, in the order in which they were taken. */
  readonly closer: readonly LabelledFrame[];
  /** The text that carries the question. */
  readonly asked: string;
  readonly mayLookCloser: boolean;
  /** Earlier questions of this thread whose replies could not be used. */
  readonly failures: number;
}

/** The frozen prefix, what was said before, and only then what is new: pictures first, the question last. */
function messagesOf({ context, turns, closer, asked }: Asking): ModelMessage[] {
  const pictures: MessagePart[] =
    closer.length > 0 ? [{ type: "text", text: CLOSER_FRAMES }, ...labelledParts(closer)] : [];
  return [
    ...prefixOf(context),
    ...turns.flatMap(turnMessages),
    { role: "user", content: [...pictures, { type: "text", text: asked }] },
  ];
}

/** One request, with one repair try. Throws `model-garbled` after that, and what else the model throws. */
export async function ask(
  { model, logger }: { model: VisionModel; logger: Logger },
  asking: Asking,
  signal: AbortSignal,
): Promise<{ checked: CheckedAnswer; reply: string }> {
  const { context, closer, mayLookCloser, failures } = asking;
  const frames = [...context.opening.frames, ...closer];
  const messages = messagesOf(asking);
  const schema = answerSchema([...new Set(frames.map(({ label }) => label))], mayLookCloser);
  const send = async (all: ModelMessage[], seed: number) => {
    const cacheKey = context.routingKey;
    const request = { messages: all, schema, maxOutputTokens: outputTokens(model), cacheKey, seed };
    const { text, usage } = await collectReply(model, request, signal);
    logger.info({ usage, closerFrames: closer.length }, "model answered");
    return { checked: checkAnswer(text, frames), reply: text };
  };
  const first = await send(messages, seedOf({ failures, isRepair: false }));
  if (first.checked.kind !== "bad") return first;
  const repair = repairMessages(messages, first.reply, [first.checked.problem]);
  const second = await send(repair, seedOf({ failures, isRepair: true }));
  if (second.checked.kind === "bad")
    throw new CuepointError("model-garbled", {}, new Error(second.checked.problem));
  return second;
}
