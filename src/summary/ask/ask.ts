import { CuepointError } from "../../errors.ts";
import type { Answered, Asking, SummaryPrompt } from "../prompts/prompt.ts";
import { structured } from "../prompts/structured.ts";
import type { LabelledFrame } from "./prompt.ts";

export interface AskOptions extends Asking {
  /** How it is asked; structured without it. */
  readonly prompt?: SummaryPrompt;
}

export interface Asked extends Answered {
  /** The frames that were sent in the end: fewer than given when the prompt was too long. */
  readonly frames: readonly LabelledFrame[];
}

/** Fewer frames than this are not worth asking about. */
const FEWEST_FRAMES = 2;

/**
 * Asks for the summary. An overflow halves the frames and tries again; a reply that does not hold gets one repair
 * try. Throws `model-garbled` after that, and whatever else the model throws.
 */
export async function askForSummary(options: AskOptions, signal: AbortSignal): Promise<Asked> {
  const { prompt = structured } = options;
  let { frames } = options;
  for (;;) {
    try {
      return { ...(await prompt.ask({ ...options, frames }, signal)), frames };
    } catch (error) {
      const overflow = error instanceof CuepointError && error.code === "model-overflow";
      if (!overflow || frames.length <= FEWEST_FRAMES) throw error;
      const fewer = everySecond(frames);
      options.logger.warn({ from: frames.length, to: fewer.length }, "prompt too long, halving the frames");
      frames = fewer;
    }
  }
}

/** Halves the frames, keeping the first and the last. */
function everySecond(frames: readonly LabelledFrame[]): LabelledFrame[] {
  const kept = frames.filter((_, i) => i % 2 === 0);
  const last = frames.at(-1);
  if (last && kept.length > 1) kept[kept.length - 1] = last;
  return kept;
}
