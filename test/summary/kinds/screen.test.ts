import { expect, it } from "vitest";
import type { FindingFacts } from "../../../src/summary/kinds/finding.ts";
import { checkSteps, screen } from "../../../src/summary/kinds/screen.ts";
import { materialOf } from "./material.ts";

const MATERIAL = materialOf({ shown: [0, 10, 20, 30] });

function found(reply: unknown): FindingFacts[] {
  const checked = checkSteps(JSON.stringify(reply), MATERIAL);
  if (!checked.ok) throw new Error(checked.problems.join(" "));
  return checked.value;
}

const step = (frame: string, text = "Opens the settings.", read = "") => ({ frame, text, read });

it("finds steps and errors at the frames that show them, in order of time", () => {
  const list = found({
    steps: [step("20.0", "Presses a button.", "Save"), step("0.0", "Opens the settings.", "Settings")],
    errors: [step("30.0", "Saving fails.", "Disk full at 12:30")],
  });
  expect(
    list.map(({ type, text, read, start, end, label }) => [type, text, read, start, end, label]),
  ).toEqual([
    ["step", "Opens the settings.", "Settings", 0, 20, "0.0"],
    ["step", "Presses a button.", "Save", 20, 60, "20.0"],
    ["error", "Saving fails.", "Disk full at 12:30", 30, 30, "30.0"],
  ]);
});

it("has no step at a time that was not sent, and says none", () => {
  const list = found({
    steps: [step("11.5"), step("10.0", "Opens it at 44:10."), step("20.0", "Closes it.")],
    errors: [],
  });
  expect(list.map(({ text }) => text)).toEqual(["Closes it."]);
});

it("is asked for again where no step has a frame, and may be empty", () => {
  const problems = ["It names a time that was not given."];
  expect(checkSteps(JSON.stringify({ steps: [step("11.5")], errors: [] }), MATERIAL)).toEqual({
    ok: false,
    problems,
  });
  expect(found({ steps: [], errors: [] })).toEqual([]);
  expect(found({ steps: "none" })).toEqual([]);
});

it("tells a step once that goes on over the border of two parts", () => {
  const list = found({ steps: [step("0.0"), step("10.0"), step("20.0", "Closes them.")], errors: [] });
  expect(screen.join([...list, ...list.slice(1)]).map(({ text }) => text)).toEqual([
    "Opens the settings.",
    "Closes them.",
  ]);
});
