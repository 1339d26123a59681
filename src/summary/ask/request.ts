import { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { ModelMessage, VisionModel, VisionRequest } from "../../vision/model.ts";
import { type CollectedReply, collectReply, seedOf } from "../../vision/model.ts";
import type { Checked } from "./reply.ts";

export interface CheckedRequest<T> {
  readonly model: VisionModel;
  readonly request: Omit<VisionRequest, "seed">;
  readonly check: (reply: CollectedReply) => Checked<T>;
  /** Earlier requests of this kind whose replies could not be used; each gets seeds of its own. */
  readonly failures: number;
  /** What the repair try asks for; JSON without it. */
  readonly again?: string;
  readonly logger: Logger;
}

const AGAIN_JSON = "Reply again with the whole JSON object, corrected.";

/**
 * One request, and one repair try where the reply does not hold. Throws `model-garbled` after that, and what else the
 * model throws.
 */
export async function requestChecked<T>(
  { model, request, check, failures, again = AGAIN_JSON, logger }: CheckedRequest<T>,
  signal: AbortSignal,
): Promise<{ value: T; text: string }> {
  let { messages } = request;
  let problems: readonly string[] = [];
  for (const isRepair of [false, true]) {
    const seed = seedOf({ failures, isRepair });
    const reply = await collectReply(model, { ...request, messages, seed }, signal);
    const { text, finishReason, usage } = reply;
    logger.info({ usage, finishReason, isRepair }, "model replied");
    const checked = check(reply);
    if (checked.ok) return { value: checked.value, text };
    problems = checked.problems;
    logger.warn({ problems, isRepair }, "reply does not hold");
    messages = repairMessages(request.messages, { reply: text, problems, again });
  }
  throw new CuepointError("model-garbled", {}, new Error(problems.join(" ")));
}

/** Characters of a bad reply that are shown to the model again. */
const REPEATED_BACK = 2_000;

/** The repair try: the same beginning, what was said, and what was wrong with it. */
function repairMessages(
  messages: readonly ModelMessage[],
  { reply, problems, again }: { reply: string; problems: readonly string[]; again: string },
): ModelMessage[] {
  const listed = problems.map((problem) => `- ${problem}`).join("\n");
  const request = `That reply cannot be used:\n${listed}\n${again}`;
  return [
    ...messages,
    { role: "assistant", content: reply.slice(0, REPEATED_BACK) },
    { role: "user", content: request },
  ];
}
