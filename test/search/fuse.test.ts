import { describe, expect, it } from "vitest";
import { fuse } from "../../src/search/fuse.ts";
import { standOut } from "../../src/search/stand-out.ts";

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

describe("two orders become one", () => {
  it("in which what both have comes first, as the first has it", () => {
    expect(
      fuse(
        [
          ["a", "b", "c"],
          ["X", "C", "Y"],
        ],
        isSame,
      ),
    ).toEqual(["c", "a", "X", "b", "Y"]);
  });

  it("in which a thing counts once for each of them", () => {
    expect(fuse([["a", "b", "B", "B"], ["c"]], isSame)).toEqual(["a", "c", "b"]);
  });

  it("which is the one where the other is empty, and nothing where both are", () => {
    expect(fuse([["b", "a"], []], isSame)).toEqual(["b", "a"]);
    expect(fuse<string>([[], []], isSame)).toEqual([]);
  });
});

describe("what stands out", () => {
  const scores = [0.2, 0.21, 0.6, 0.19, 0.2, 0.5, 0.22, 0.2, 0.18, 0.21];
  const of = (least: number) => standOut(scores, (score) => score, least);

  it("is far above the others, the best first", () => {
    expect(of(0)).toEqual([0.6, 0.5]);
  });

  it("is nothing where all are alike, and nothing that is no better than a wrong word", () => {
    expect(standOut([0.3, 0.3, 0.3], (score) => score, 0)).toEqual([]);
    expect(of(0.55)).toEqual([0.6]);
    expect(standOut<number>([], (score) => score, 0)).toEqual([]);
  });
});
