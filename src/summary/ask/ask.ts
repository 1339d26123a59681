import { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import { collectReply } from "../../vision/collect-reply.ts";
import type { ModelMessage, VisionModel } from "../../vision/model.ts";
import { seedOf } from "../../vision/seed.ts";
import type { LabelledFrame } from "../labels.ts";
import { type CheckedReply, checkReply } from "./check.ts";
import {
  type Opening,
  openingMessages,
  repairMessages,
  replyTokens,
  type SummaryQuestion,
  summaryOpening,
} from "./prompt.ts";
import { replySchema } from "./reply-schema.ts";

export interface AskOptions extends SummaryQuestion {
  readonly model: VisionModel;
  readonly frames: readonly LabelledFrame[];
  readonly cacheKey: string;
  /** Earlier tries at this video whose replies could not be used. */
  readonly failures?: number;
  readonly logger: Logger;
}

export interface Asked extends CheckedReply {
  /** The frames that were sent in the end: fewer than given when the prompt was too long. */
  readonly frames: readonly LabelledFrame[];
  /** What was asked and the reply that held, to begin every later request about this video with. */
  readonly opening: Opening;
  readonly replyText: string;
}

/** Fewer frames than this are not worth asking about. */
const FEWEST_FRAMES = 2;

/**
 * Asks for the summary. An overflow halves the frames and tries again; a reply that does not hold gets one repair
 * try. Throws `model-garbled` after that, and whatever else the model throws.
 */
export async function askForSummary(options: AskOptions, signal: AbortSignal): Promise<Asked> {
  let { frames } = options;
  for (;;) {
    try {
      return { ...(await askOnce({ ...options, frames }, signal)), frames };
    } catch (error) {
      const overflow = error instanceof CuepointError && error.code === "model-overflow";
      if (!overflow || frames.length <= FEWEST_FRAMES) throw error;
      const fewer = everySecond(frames);
      options.logger.warn({ from: frames.length, to: fewer.length }, "prompt too long, halving the frames");
      frames = fewer;
    }
  }
}

type Answered = Omit<Asked, "frames">;

async function askOnce(options: AskOptions, signal: AbortSignal): Promise<Answered> {
  const { frames, logger, failures = 0 } = options;
  const opening = summaryOpening(frames, options);
  const messages = openingMessages(opening);
  const first = await attempt(options, messages, seedOf({ failures, isRepair: false }), signal);
  if (first.check.ok) return { ...first.check.reply, opening, replyText: first.text };
  logger.warn({ problems: first.check.problems }, "reply does not hold, one repair try");
  const repair = repairMessages(messages, first.text, first.check.problems);
  const second = await attempt(options, repair, seedOf({ failures, isRepair: true }), signal);
  if (second.check.ok) return { ...second.check.reply, opening, replyText: second.text };
  throw new CuepointError("model-garbled", {}, new Error(second.check.problems.join(" ")));
}

async function attempt(options: AskOptions, messages: ModelMessage[], seed: number, signal: AbortSignal) {
  const { model, frames, keyframes, cacheKey, logger } = options;
  const schema = replySchema(
    frames.map(({ label }) => label),
    options,
  );
  const [pictureSize] = frames;
  const request = {
    ...{ messages, schema, maxOutputTokens: replyTokens(options), cacheKey, seed },
    ...(pictureSize && { pictureSize }),
  };
  const { text, finishReason, usage } = await collectReply(model, request, signal);
  logger.info({ usage, finishReason, frames: frames.length }, "model replied");
  const check =
    finishReason === "length"
      ? ({ ok: false, problems: ["It was cut off: write shorter texts, and fewer parts."] } as const)
      : checkReply(text, frames, keyframes);
  return { text, check };
}

/** Halves the frames, keeping the first and the last. */
function everySecond(frames: readonly LabelledFrame[]): LabelledFrame[] {
  const kept = frames.filter((_, i) => i % 2 === 0);
  const last = frames.at(-1);
  if (last && kept.length > 1) kept[kept.length - 1] = last;
  return kept;
}
