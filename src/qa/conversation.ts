import type { ImageSize, PictureTokens } from "../vision/picture-size.ts";
import { estimatePromptTokens, estimateTextTokens } from "../vision/tokens.ts";
import { type FrozenContext, prefixOf, type Turn } from "./context.ts";

/** Tokens around each message of the chat template, twice a turn. */
const TURN_FRAME = 12;

/** Tokens of the frozen prefix. All its frames have one size. */
export function prefixTokens(context: FrozenContext, pictureTokens?: PictureTokens): number {
  const [first] = context.opening.frames;
  const size: ImageSize = first ?? { width: 0, height: 0 };
  return estimatePromptTokens(prefixOf(context), size, pictureTokens);
}

/**
 * The newest turns that fit beside the prefix and what is kept for the question, a closer look and the reply. The
 * frames never go: without them there is nothing to talk about. Once full, half of the room is cleared at a time: with one
 * turn gone for each that comes, every question would find the server's cache cold behind the frames.
 */
export function fitTurns(turns: readonly Turn[], room: number): { kept: readonly Turn[]; dropped: number } {
  const costs = turns.map(turnTokens);
  let first = 0;
  let used = 0;
  for (const [last, cost] of costs.entries()) {
    used += cost;
    if (used <= room) continue;
    for (; first <= last && used > (first < last ? room / 2 : room); first++) used -= costs[first] ?? 0;
  }
  return { kept: turns.slice(first), dropped: first };
}

export function turnsTokens(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + turnTokens(turn), 0);
}

function turnTokens({ asked, reply }: Turn): number {
  return estimateTextTokens(asked) + estimateTextTokens(reply) + TURN_FRAME;
}
