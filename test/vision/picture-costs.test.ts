import { expect, it } from "vitest";
import type { ModelMessage } from "../../src/vision/model.ts";
import { createPictureCosts } from "../../src/vision/picture-costs.ts";
import { estimateTextTokens, imageTokens } from "../../src/vision/tokens.ts";

const SIZE = { width: 512, height: 288 };
const LARGER = { width: 1280, height: 720 };
const LABEL = "<12.5 seconds>";

function labelled(pictures: number): ModelMessage[] {
  const frame = [
    { type: "text" as const, text: LABEL },
    { type: "image" as const, jpeg: Buffer.alloc(1) },
  ];
  return [{ role: "user", content: Array.from({ length: pictures }, () => frame).flat() }];
}

/** As a server counts whose text costs two thirds of our estimate. */
function counted(pictures: number, each: number): number {
  return pictures * (each + Math.round(estimateTextTokens(LABEL) * 0.66));
}

it("counts as Qwen3-VL does until a server tells otherwise", () => {
  expect(createPictureCosts().tokensOf(SIZE)).toBe(imageTokens(SIZE));
});

it.each([64, 256, 729])("learns that a picture costs %i tokens, rather a little more than less", (each) => {
  const costs = createPictureCosts();
  costs.learn(labelled(40), SIZE, counted(40, each));
  expect(costs.tokensOf(SIZE)).toBeGreaterThanOrEqual(each);
  expect(costs.tokensOf(SIZE)).toBeLessThan(each + estimateTextTokens(LABEL));
});

it("keeps the formula where a server counts nearly the same", () => {
  const costs = createPictureCosts();
  costs.learn(labelled(40), SIZE, counted(40, imageTokens(SIZE)));
  expect(costs.tokensOf(SIZE)).toBe(imageTokens(SIZE));
});

it("takes a larger picture for dear where a small one was, and for cheap only once it has been sent", () => {
  const dear = createPictureCosts();
  dear.learn(labelled(40), SIZE, counted(40, 288));
  expect(dear.tokensOf(LARGER)).toBeGreaterThanOrEqual(2 * imageTokens(LARGER));
  const cheap = createPictureCosts();
  cheap.learn(labelled(40), SIZE, counted(40, 64));
  expect(cheap.tokensOf(LARGER)).toBe(imageTokens(LARGER));
});

it("learns nothing from a few pictures beside much text", () => {
  const costs = createPictureCosts();
  costs.learn(labelled(2), SIZE, 2_000);
  expect(costs.tokensOf(SIZE)).toBe(imageTokens(SIZE));
});
