import { planFirstLook } from "../../src/summary/ask/first-look.ts";
import { structured } from "../../src/summary/prompts/structured.ts";
import { table } from "../table.ts";
import { type BenchRow, target } from "./row.ts";

const CONTEXTS = [2, 4, 6, 8, 16, 32, 64, 128, 256].map((thousands) => thousands * 1_024);
const KEYFRAMES = [5, 8] as const;
const MAX_IMAGES = 152;
const FILM = { prompt: structured, width: 1920, height: 1080, seconds: 600, language: "en" };
/** Frames that a context must hold, with either number of keyframes. */
const WANTED = new Map([
  [4_096, 12],
  [8_192, 30],
]);

/** How many frames of ten minutes the model sees in contexts of each size, and how large. */
export const contextRow: BenchRow = {
  name: "context",
  async measure() {
    const numbers = CONTEXTS.flatMap((contextTokens) =>
      KEYFRAMES.map((keyframes) => {
        const limits = { contextTokens, maxImages: MAX_IMAGES };
        const { frames, side, question, isCramped } = planFirstLook({ ...FILM, limits, keyframes });
        return { contextTokens, keyframes, asked: question.keyframes, frames, side, isCramped };
      }),
    );
    const text = table(
      ["context, tokens", "keyframes", "asked for", "frames seen", "long side, px", "said to be small"],
      numbers.map(({ contextTokens, keyframes, asked, frames, side, isCramped }) => [
        ...[String(contextTokens), String(keyframes), String(asked), String(frames), String(side)],
        isCramped ? "yes" : "no",
      ]),
    );
    const targets = numbers.flatMap(({ contextTokens, keyframes, frames }) => {
      const least = WANTED.get(contextTokens);
      const what = `context: frames seen in ${contextTokens} tokens, ${keyframes} keyframes`;
      return least === undefined ? [] : [target(what, { least, reached: frames })];
    });
    return { text, numbers, targets };
  },
};
