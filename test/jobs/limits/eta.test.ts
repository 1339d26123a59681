import { describe, expect, it } from "vitest";
import { createEta } from "../../../src/jobs/limits/eta.ts";
import { type Job, UNTRIED } from "../../../src/store/jobs.ts";
import { asked } from "../events.ts";

const MINUTE = 60_000;

function jobOf(command: string): Job {
  return {
    ...{ tenant: "slack:acme", id: "x7k2m9qa", event: { ...asked({ id: "1" }), command } },
    ...{ state: "done", createdAt: 0, updatedAt: 0, ...UNTRIED, attempts: 1 },
  };
}
const summary = jobOf("summarize");
const question = jobOf("ask");

/** A machine that runs two jobs at a time, and what its last ones took in minutes. */
function taught(...minutes: readonly number[]) {
  const eta = createEta(2);
  for (const length of minutes) eta.ended(summary, "done", length * MINUTE);
  return eta;
}

describe("how long it will take", () => {
  it("is learned from the jobs before: those that wait start two by two", () => {
    const eta = taught(4, 4, 4, 5, 5);
    expect([1, 2, 3, 4, 5].map(eta.minutesToStart)).toEqual([4, 4, 8, 8, 12]);
    expect(eta.minutesLeft("summarize", 1 * MINUTE)).toBe(3);
  });

  it.each([
    ["too few jobs", taught(4, 4, 4, 4)],
    ["jobs of very different lengths", taught(1, 1, 1, 10, 10, 10, 10)],
  ])("is not said after %s", (_, eta) => {
    expect(eta.minutesToStart(1)).toBeNull();
    expect(eta.minutesLeft("summarize", 0)).toBeNull();
  });

  it("is not said where nobody would plan around it, nor of a job that takes longer than the others", () => {
    const eta = taught(2, 2, 2, 2, 2);
    expect(eta.minutesLeft("summarize", 1.4 * MINUTE)).toBe(1);
    expect(eta.minutesLeft("summarize", 1.6 * MINUTE)).toBeNull();
    expect(eta.minutesLeft("summarize", 9 * MINUTE)).toBeNull();
  });

  it("forgets what is long ago, and learns nothing from what was stopped or failed", () => {
    const eta = taught(...Array<number>(20).fill(1), ...Array<number>(20).fill(4));
    for (let n = 0; n < 20; n += 1) eta.ended(summary, n % 2 ? "failed" : "cancelled", 60 * MINUTE);
    expect(eta.minutesToStart(1)).toBe(4);
  });

  it("of one command is not learned from another", () => {
    const eta = taught(4, 4, 4, 4, 4);
    for (let n = 0; n < 5; n += 1) eta.ended(question, "done", 2 * MINUTE);
    expect(eta.minutesLeft("summarize", 0)).toBe(4);
    expect(eta.minutesLeft("ask", 0)).toBe(2);
    expect(eta.minutesLeft("retry", 0)).toBeNull();
  });
});
