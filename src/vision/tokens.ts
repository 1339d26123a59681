import type { ImageSize, ModelMessage, PictureTokens } from "./model.ts";

/** One visual token is a square of 2x2 patches of 16 pixels (Qwen3-VL's image processor). */
const TOKEN_SIDE = 32;
/** The processor's `size` in the model's preprocessor_config.json, in pixels: 64 to 16,384 tokens. */
const MIN_PIXELS = 65_536;
const MAX_PIXELS = 16_777_216;
/** No picture that is sent costs more: a frame of 1920x1080 is 2,040. Servers are started with room for this much. */
export const LARGEST_PICTURE_TOKENS = 2048;
/** `<|vision_start|>` and `<|vision_end|>` around every picture. */
const VISION_DELIMITERS = 2;
/** `<|im_start|>`, the role, a line feed, `<|im_end|>`, a line feed. */
const MESSAGE_FRAME = 5;
/** `<|im_start|>assistant` and a line feed, where the reply begins. */
const REPLY_START = 3;
/** The longest label that a video of a day needs; the budget counts every label as if it were this long. */
const LONGEST_LABEL = "86399.99";
/** Ollama makes a message of its own of each part, and so frames both the label and the picture. */
const PARTS_PER_FRAME = 2;

/** Rounds half to even, as Python does: 720 / 32 = 22.5 makes 22 rows of tokens, not 23. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function sideTokens(pixels: number): number {
  return Math.max(1, roundHalfEven(pixels / TOKEN_SIDE));
}

/** Visual tokens of one picture, without the two that delimit it. */
export function imageTokens({ width, height }: ImageSize): number {
  const tokens = sideTokens(width) * sideTokens(height);
  const pixels = tokens * TOKEN_SIDE ** 2;
  if (pixels >= MIN_PIXELS && pixels <= MAX_PIXELS) return tokens;
  const shrinks = pixels > MAX_PIXELS;
  const scale = Math.sqrt((shrinks ? MAX_PIXELS : MIN_PIXELS) / (width * height)) / TOKEN_SIDE;
  const scaled = (side: number) =>
    shrinks ? Math.max(1, Math.floor(side * scale)) : Math.ceil(side * scale);
  return scaled(width) * scaled(height);
}

/** Tokens of the text `<12.5 seconds>`: the tokenizer splits digits and the point one by one. */
export function labelTokens(label: string): number {
  return label.length + 3;
}

/**
 * Tokens a character costs at most in running text. Compared with the Qwen3 tokenizer over 13 languages:
 * 0.2 (English), 0.3 (German, Russian), 0.6 (Chinese, Japanese, Korean), 0.9 (Hindi) were measured. Strings of
 * random letters and very rare characters can cost more.
 */
function characterTokens(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) {
    if (character === " ") return 0.25;
    return /[A-Za-z]/.test(character) ? 0.4 : 1;
  }
  if (point < 0x0600) return 0.8;
  if (point < 0x3000) return 1.2;
  return point < 0x10000 ? 1.1 : 3;
}

/** A conservative estimate: prefers a frame too few to a prompt that overflows. */
export function estimateTextTokens(text: string): number {
  let tokens = 0;
  for (const character of text) tokens += characterTokens(character);
  return Math.ceil(tokens);
}

/** Tokens of the whole prompt as the chat template renders it; every picture has the size given. */
export function estimatePromptTokens(
  messages: readonly ModelMessage[],
  imageSize: ImageSize,
  pictureTokens: PictureTokens = imageTokens,
): number {
  const imageCost = pictureTokens(imageSize) + VISION_DELIMITERS;
  let tokens = REPLY_START;
  for (const { content } of messages) {
    const parts = typeof content === "string" ? [{ type: "text" as const, text: content }] : content;
    tokens += MESSAGE_FRAME;
    for (const part of parts) tokens += part.type === "text" ? estimateTextTokens(part.text) : imageCost;
  }
  return tokens;
}

/**
 * How many labeled frames of this size a prompt can hold. `reservedTokens` is everything else: the
 * system text, the question and the reply. Zero where not even one fits.
 */
export function framesThatFit(budget: {
  readonly contextTokens: number;
  readonly width: number;
  readonly height: number;
  readonly reservedTokens: number;
  readonly maxImages: number;
  /** As it was learned; Qwen3-VL's formula without it. */
  readonly pictureTokens?: PictureTokens | undefined;
}): number {
  const { pictureTokens = imageTokens } = budget;
  const perFrame =
    pictureTokens(budget) + VISION_DELIMITERS + labelTokens(LONGEST_LABEL) + PARTS_PER_FRAME * MESSAGE_FRAME;
  const room = Math.floor((budget.contextTokens - budget.reservedTokens) / perFrame);
  return Math.max(0, Math.min(room, budget.maxImages));
}
