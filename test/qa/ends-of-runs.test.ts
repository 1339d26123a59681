import { describe, expect, it } from "vitest";
import { endsOfRuns } from "../../src/qa/check-answer.ts";

const framesAt = (...times: number[]) =>
  times.map((timestamp) => ({
    ...{ label: String(timestamp), timestamp, width: 512, height: 288 },
    jpeg: Buffer.alloc(0),
  }));
const SENT = framesAt(0, 0.2, 0.4, 0.6, 0.8, 1, 3, 5, 7);

describe("endsOfRuns", () => {
  it.each([
    ["shows a moment that was cited frame by frame by its first and last", [0.6, 0.2, 0.4, 0.8], [0.2, 0.8]],
    ["keeps two neighbours, which may be before and after", [0.2, 0.4], [0.2, 0.4]],
    ["keeps frames with another between them that was not cited", [0, 0.4, 0.8], [0, 0.4, 0.8]],
    ["keeps neighbours that are seconds apart", [3, 5, 7], [3, 5, 7]],
    ["tells two runs apart", [0, 0.2, 0.4, 5, 7], [0, 0.4, 5, 7]],
    ["has nothing to show of nothing", [], []],
  ])("%s", (_, cited, shown) => {
    expect(endsOfRuns(framesAt(...cited), SENT).map(({ timestamp }) => timestamp)).toEqual(shown);
  });
});
