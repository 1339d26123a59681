import type { ImageSize, PictureTokens, VisionModel } from "../vision/model.ts";
import { estimatePromptTokens, estimateTextTokens } from "../vision/tokens.ts";
import { type FrozenContext, prefixOf, type Turn } from "./context.ts";
import { questionText } from "./prompt.ts";

/** What closer looks may still cost. */
export interface RescanBudget {
  readonly tokens: number;
  readonly images: number;
  /** What one costs with this model; Qwen3-VL's formula without it. */
  readonly pictureTokens?: PictureTokens | undefined;
}

export interface Room {
  /** The newest turns that fit, and how many older ones do not. */
  readonly kept: readonly Turn[];
  readonly dropped: number;
  /** Tokens for lines that were said, beside those of the opening. */
  readonly lines: number;
  /** For all looks of one question together. */
  readonly rescanned: RescanBudget;
}

/** Longest reply to a question; where the context is small, this share of it. */
const OUTPUT_TOKENS = 700;
const OUTPUT_SHARE = 1 / 12;
/** Room for a repair try, which repeats the reply, is kept from here on. Below, it would cost the closer look. */
const REPAIR_CONTEXT = 12_000;
/** Around the question, and around the pictures that come before it. */
const FRAME_TOKENS = 40;
/** More than this for closer looks would only make an answer slow, however large the context is. */
const RESCAN_TOKENS = 12_000;
/** Lines that were said take at most so much beside those of the opening, and no more than this share. */
export const LINE_TOKENS = 900;
const LINES_SHARE = 1 / 6;
/** The conversation takes at most this share of what is left beside the frames; closer looks get the rest. */
const TURNS_SHARE = 1 / 2;

interface Asked {
  readonly context: FrozenContext;
  readonly turns: readonly Turn[];
  readonly text: string;
  readonly language: string;
}

export function outputTokens({ limits }: VisionModel): number {
  return Math.min(OUTPUT_TOKENS, Math.floor(limits.contextTokens * OUTPUT_SHARE));
}

/** Shares out what the model's context holds beside the frozen prefix. */
export function roomFor(model: VisionModel, { context, turns, text, language }: Asked): Room {
  const { limits } = model;
  const replies = outputTokens(model) * (limits.contextTokens < REPAIR_CONTEXT ? 1 : 2);
  const question =
    estimateTextTokens(questionText(text, { language, mayRescan: true, hasCues: true })) + FRAME_TOKENS;
  const beside = limits.contextTokens - prefixTokens(context, limits.pictureTokens) - replies - question;
  const hasCues = context.transcript.length > 0;
  const lines = hasCues ? Math.max(0, Math.min(LINE_TOKENS, beside * LINES_SHARE)) : 0;
  const room = beside - lines;
  const { kept, dropped } = fitTurns(turns, room * TURNS_SHARE);
  const tokens = Math.max(0, Math.min(RESCAN_TOKENS, room - turnsTokens(kept)));
  const images = Math.max(0, limits.maxImages - context.opening.frames.length);
  return { kept, dropped, lines, rescanned: { tokens, images, pictureTokens: limits.pictureTokens } };
}

/** The first look leaves this share to a second one, which mostly goes to a smaller window. */
const SECOND_SHARE = 1 / 3;

/** What the next look may cost, of what is left. */
export function nextRescan(left: RescanBudget, isLast: boolean): RescanBudget {
  if (isLast) return left;
  const { tokens, images } = left;
  return { ...left, tokens: tokens * (1 - SECOND_SHARE), images: Math.ceil(images * (1 - SECOND_SHARE)) };
}

/** Tokens around each message of the chat template, twice a turn. */
const TURN_FRAME = 12;

/** Tokens of the frozen prefix. All its frames have one size. */
function prefixTokens(context: FrozenContext, pictureTokens?: PictureTokens): number {
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

function turnsTokens(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + turnTokens(turn), 0);
}

function turnTokens({ asked, reply }: Turn): number {
  return estimateTextTokens(asked) + estimateTextTokens(reply) + TURN_FRAME;
}
