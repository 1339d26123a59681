import { estimatePromptTokens, estimateTextTokens, type ImageSize } from "../vision/tokens.ts";
import { type FrozenContext, prefixOf, type Turn } from "./context.ts";

/** Tokens around each message of the chat template, twice a turn. */
const TURN_FRAME = 12;

/** Tokens of the frozen prefix. All its frames have one size. */
export function prefixTokens(context: FrozenContext): number {
  const [first] = context.opening.frames;
  const size: ImageSize = first ?? { width: 0, height: 0 };
  return estimatePromptTokens(prefixOf(context), size);
}

/**
 * The newest turns that fit beside the prefix and what is kept for the question, a closer look and the reply. The
 * frames never go: without them there is nothing to talk about.
 */
export function fitTurns(turns: readonly Turn[], room: number): { kept: readonly Turn[]; dropped: number } {
  let left = room;
  let first = turns.length;
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = turns[i];
    if (!turn) break;
    left -= estimateTextTokens(turn.asked) + estimateTextTokens(turn.reply) + TURN_FRAME;
    if (left < 0) break;
    first = i;
  }
  return { kept: turns.slice(first), dropped: first };
}
