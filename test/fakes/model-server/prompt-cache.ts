import type { PictureTokens } from "../../../src/vision/model.ts";
import { imageTokens } from "../../../src/vision/tokens.ts";
import type { SeenRequest } from "./seen-request.ts";
import { partsOf } from "./wire.ts";

/** A piece of the rendered prompt: a word of the text, or a whole picture. */
interface Piece {
  readonly key: string;
  readonly tokens: number;
}

const WORDS = /[A-Za-z]+|[^A-Za-z]/gu;

function textPieces(text: string): Piece[] {
  return (text.match(WORDS) ?? []).filter((word) => word !== " ").map((key) => ({ key, tokens: 1 }));
}

/** The prompt as the chat template renders it; word for word, not by the estimate that is under test. */
function renderPrompt({ messages, frames }: SeenRequest, pictureTokens: PictureTokens): Piece[] {
  const rest = [...frames];
  const pieces = messages.flatMap((message) => [
    { key: `<|im_start|>${message.role}\n`, tokens: 3 },
    ...partsOf(message).flatMap((part) => {
      if (part.type === "text") return textPieces(part.text);
      const frame = rest.shift();
      return frame ? [{ key: frame.hash, tokens: pictureTokens(frame.picture) + 2 }] : [];
    }),
    { key: "<|im_end|>\n", tokens: 2 },
  ]);
  return [...pieces, { key: "<|im_start|>assistant\n", tokens: 3 }];
}

const sum = (pieces: readonly Piece[]) => pieces.reduce((total, { tokens }) => total + tokens, 0);

function commonPrefix(a: readonly Piece[], b: readonly Piece[]): Piece[] {
  const end = a.findIndex(({ key }, i) => key !== b[i]?.key);
  return a.slice(0, end === -1 ? a.length : end);
}

/** Remembers every prompt it has read, and how much of the next one it has read before. */
export function createPromptCache(pictureTokens: PictureTokens = imageTokens) {
  const read: Piece[][] = [];
  return {
    countTokens: (request: SeenRequest): number => sum(renderPrompt(request, pictureTokens)),
    read(request: SeenRequest): { promptTokens: number; cachedTokens: number } {
      const prompt = renderPrompt(request, pictureTokens);
      const promptTokens = sum(prompt);
      const known = Math.max(0, ...read.map((earlier) => sum(commonPrefix(prompt, earlier))));
      read.push(prompt);
      // The last token is always computed again: its output is what the reply starts from.
      return { promptTokens, cachedTokens: Math.min(known, promptTokens - 1) };
    },
  };
}
