/** The first look leaves this share of the model's context to later questions, their closer looks and answers. */
const TOKEN_SHARE = 1 / 4;
/** And so many pictures, but no more than this share of what a request may hold. */
const LOOK_IMAGES = 24;
const IMAGE_SHARE = 1 / 6;

interface Limits {
  readonly contextTokens: number;
  readonly maxImages: number;
}

/** What a first look must not take, or nobody could look again: its frames are part of every later request. */
export function leftForQuestions({ contextTokens, maxImages }: Limits): { tokens: number; images: number } {
  return {
    tokens: Math.floor(contextTokens * TOKEN_SHARE),
    images: Math.min(LOOK_IMAGES, Math.floor(maxImages * IMAGE_SHARE)),
  };
}
