import { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { CollectedReply, VisionModel } from "../../vision/model.ts";
import { type CheckedReply, checkReply, replySchema } from "./check.ts";
import {
  type LabelledFrame,
  type Opening,
  openingMessages,
  replyTokens,
  type SummaryQuestion,
  summaryOpening,
} from "./prompt.ts";
import { requestChecked } from "./request.ts";

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
  const { model, frames, cacheKey, failures = 0, logger } = options;
  const opening = summaryOpening(frames, options);
  const labels = frames.map(({ label }) => label);
  const [pictureSize] = frames;
  const request = {
    messages: openingMessages(opening),
    schema: replySchema(labels, options),
    maxOutputTokens: replyTokens(options),
    cacheKey,
    ...(pictureSize && { pictureSize }),
  };
  const check = ({ text, finishReason }: CollectedReply) =>
    finishReason === "length" ? CUT_OFF : checkReply(text, frames, options);
  const { value, text } = await requestChecked({ model, request, check, failures, logger }, signal);
  return { ...value, opening, replyText: text };
}

const CUT_OFF = { ok: false, problems: ["It was cut off: write shorter texts, and fewer parts."] } as const;

/** Halves the frames, keeping the first and the last. */
function everySecond(frames: readonly LabelledFrame[]): LabelledFrame[] {
  const kept = frames.filter((_, i) => i % 2 === 0);
  const last = frames.at(-1);
  if (last && kept.length > 1) kept[kept.length - 1] = last;
  return kept;
}
