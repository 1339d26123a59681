import type { VisionModel } from "../vision/model.ts";
import type { FrozenContext, Turn } from "./context.ts";
import { fitTurns, prefixTokens, turnsTokens } from "./conversation.ts";

/** What closer looks may still cost. */
export interface Allowance {
  readonly tokens: number;
  readonly images: number;
}

interface Room {
  /** The newest turns that fit, and how many older ones do not. */
  readonly kept: readonly Turn[];
  readonly dropped: number;
  /** For all looks of one question together. */
  readonly looks: Allowance;
}

/** Longest reply to a question. */
export const OUTPUT_TOKENS = 700;
const QUESTION_TOKENS = 500;
/** More than this for closer looks would only make an answer slow, however large the context is. */
const LOOK_TOKENS = 12_000;
/** The conversation takes at most this share of what is left beside the frames; closer looks get the rest. */
const TURNS_SHARE = 1 / 2;

/** Shares out what the model's context holds beside the frozen prefix. */
export function roomFor({ limits }: VisionModel, context: FrozenContext, turns: readonly Turn[]): Room {
  // A repair try repeats the reply.
  const room = limits.contextTokens - prefixTokens(context) - OUTPUT_TOKENS * 2 - QUESTION_TOKENS;
  const { kept, dropped } = fitTurns(turns, room * TURNS_SHARE);
  const tokens = Math.max(0, Math.min(LOOK_TOKENS, room - turnsTokens(kept)));
  const images = Math.max(0, limits.maxImages - context.opening.frames.length);
  return { kept, dropped, looks: { tokens, images } };
}

/** The first look leaves this share to a second one, which mostly goes to a smaller window. */
const SECOND_SHARE = 1 / 3;

/** What the next look may cost, of what is left. */
export function nextLook({ tokens, images }: Allowance, isLast: boolean): Allowance {
  if (isLast) return { tokens, images };
  return { tokens: tokens * (1 - SECOND_SHARE), images: Math.ceil(images * (1 - SECOND_SHARE)) };
}
