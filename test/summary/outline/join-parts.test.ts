import { expect, it } from "vitest";
import { joinParts } from "../../../src/summary/outline/join-parts.ts";
import { summary } from "../../fixtures/summary.ts";

it("lines that the parts had no room for are counted together", () => {
  const { video, language, promptVersion, coverage } = summary();
  const outline = { title: "", overview: "", chapters: [], shown: [], isMissing: false };
  const left = (linesLeftOut?: number) => ({
    ...summary(),
    coverage: { ...coverage, ...(linesLeftOut !== undefined && { linesLeftOut }) },
  });
  const joined = (...parts: ReturnType<typeof left>[]) =>
    joinParts(outline, parts, { video, language, promptVersion, range: coverage }).coverage;
  expect(joined(left(3), left(), left(4)).linesLeftOut).toBe(7);
  expect(joined(left(), left())).not.toHaveProperty("linesLeftOut");
});
