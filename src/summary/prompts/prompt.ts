import type { Logger } from "../../logger.ts";
import type { VisionModel } from "../../vision/model.ts";
import { estimatePromptTokens } from "../../vision/tokens.ts";
import type { CheckedReply } from "../ask/check.ts";
import {
  chapterTokens,
  type LabelledFrame,
  type Opening,
  openingMessages,
  openingOf,
  type SummaryQuestion,
} from "../ask/prompt.ts";

export interface Asking extends SummaryQuestion {
  readonly model: VisionModel;
  readonly frames: readonly LabelledFrame[];
  readonly cacheKey: string;
  /** Earlier tries at this video whose replies could not be used. */
  readonly failures?: number;
  readonly logger: Logger;
}

export interface Answered extends CheckedReply {
  /** What was asked and the reply that held, to begin every later request about this video with. */
  readonly opening: Opening;
  readonly replyText: string;
}

/** A way to ask for a summary: the words, the form of the reply, and how the reply is held against what was sent. */
export interface SummaryPrompt {
  readonly name: string;
  /** Goes up whenever a word or a schema changes, those that all prompts share too, so that stored results say what made them. */
  readonly version: string;
  /** Requests a part where each reply holds. */
  readonly requests: number;
  /** The words that follow the frames. */
  question(frames: readonly LabelledFrame[], options: SummaryQuestion): string;
  /** Room for the longest reply that holds. */
  replyTokens(options: SummaryQuestion): number;
  /** What is written about the frames on the way and stands beside the question. */
  notesTokens?(options: SummaryQuestion): number;
  /** One request or more, each with one repair try. Throws `model-garbled` after that, and what else the model throws. */
  ask(asking: Asking, signal: AbortSignal): Promise<Answered>;
}

/** Tokens of everything in the first request but its frames, estimated. */
export function promptTokens(prompt: SummaryPrompt, options: SummaryQuestion): number {
  const messages = openingMessages(openingOf([], options.cues ?? [], prompt.question([], options)));
  const notes = prompt.notesTokens?.(options) ?? 0;
  const chapters = chapterTokens(options.chapters ?? []);
  return estimatePromptTokens(messages, { width: 0, height: 0 }) + chapters + notes;
}
