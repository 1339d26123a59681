import type { ImageSize, ModelMessage } from "./model.ts";
import { estimateTextTokens, imageTokens } from "./tokens.ts";

/** What pictures cost with one model on one server, as learned from its replies. */
export interface PictureCosts {
  /** Visual tokens of one picture of this size. */
  tokensOf(size: ImageSize): number;
  /** Learns from a request whose pictures all had this size, and from the length that the server counted. */
  learn(messages: readonly ModelMessage[], size: ImageSize, promptTokens: number): void;
}

/** Fewer pictures say too little beside the text. */
const FEWEST_PICTURES = 8;
/** The estimate of text is an upper bound; with this share of it, the cost of a picture comes out too high rather than too low. */
const TEXT_SHARE = 0.6;
/** Within this of the formula, the formula is right: Qwen3-VL's label tokens alone make up for it. */
const TOLERANCE = 0.2;

/**
 * Begins with Qwen3-VL's formula and corrects it by what the server counts: Gemma takes 256 tokens for a picture of any size,
 * InternVL a tile's worth. A size that was not sent yet is scaled by the largest excess that was seen, never by a saving.
 */
export function createPictureCosts(): PictureCosts {
  const learned = new Map<string, number>();
  let excess = 1;
  return {
    tokensOf: (size) => learned.get(keyOf(size)) ?? Math.ceil(imageTokens(size) * excess),
    learn(messages, size, promptTokens) {
      const { pictures, text } = weigh(messages);
      if (pictures < FEWEST_PICTURES || size.width < 1 || size.height < 1) return;
      const each = Math.ceil((promptTokens - text * TEXT_SHARE) / pictures);
      const expected = imageTokens(size);
      if (each < 1 || Math.abs(each / expected - 1) <= TOLERANCE) return;
      learned.set(keyOf(size), each);
      excess = Math.max(excess, each / expected);
    },
  };
}

function keyOf({ width, height }: ImageSize): string {
  return `${width}x${height}`;
}

function weigh(messages: readonly ModelMessage[]): { pictures: number; text: number } {
  let pictures = 0;
  let text = 0;
  for (const { content } of messages) {
    for (const part of typeof content === "string" ? [{ type: "text" as const, text: content }] : content) {
      if (part.type === "image") pictures += 1;
      else text += estimateTextTokens(part.text);
    }
  }
  return { pictures, text };
}
