import type { Logger } from "../logger.ts";
import type { Cue } from "../sound/transcript.ts";
import { type LabelledFrame, labelledParts } from "../summary/ask/prompt.ts";
import { requestChecked } from "../summary/ask/request.ts";
import type { CollectedReply, MessagePart, ModelMessage, VisionModel } from "../vision/model.ts";
import { outputTokens } from "./budget.ts";
import { type CheckedAnswer, checkAnswer } from "./check-answer.ts";
import { type FrozenContext, prefixOf, type Turn, turnMessages } from "./context.ts";
import { answerSchema, RESCAN_FRAMES, SAID_LINES } from "./prompt.ts";

export interface Asking {
  readonly context: FrozenContext;
  readonly turns: readonly Turn[];
  /** Frames of closer looks, in the order in which they were taken. */
  readonly closer: readonly LabelledFrame[];
  /** What was said that the question may be about, in order of time. */
  readonly lines: readonly Cue[];
  /** The text that carries the question. */
  readonly asked: string;
  readonly mayRescan: boolean;
  /** Earlier questions of this thread whose replies could not be used. */
  readonly failures: number;
}

/** The frozen prefix, what was said before, and only then what is new: pictures and lines first, the question last. */
function messagesOf({ context, turns, closer, lines, asked }: Asking): ModelMessage[] {
  const pictures: MessagePart[] =
    closer.length > 0 ? [{ type: "text", text: RESCAN_FRAMES }, ...labelledParts(closer)] : [];
  const said: MessagePart[] =
    lines.length > 0 ? [{ type: "text", text: SAID_LINES }, ...labelledParts([], lines)] : [];
  return [
    ...prefixOf(context),
    ...turns.flatMap(turnMessages),
    { role: "user", content: [...pictures, ...said, { type: "text", text: asked }] },
  ];
}

/** All lines that the request holds, in order of time. */
function cuesSent(opening: readonly Cue[], lines: readonly Cue[]): readonly Cue[] {
  const byId = new Map([...opening, ...lines].map((cue) => [cue.id, cue]));
  return [...byId.values()].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Throws `model-garbled` where no try gives a usable reply, and what else the model throws. */
export async function ask(
  { model, logger }: { model: VisionModel; logger: Logger },
  asking: Asking,
  signal: AbortSignal,
): Promise<{ checked: CheckedAnswer; reply: string }> {
  const { context, closer, lines, mayRescan, failures } = asking;
  const cues = cuesSent(context.opening.cues, lines);
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
