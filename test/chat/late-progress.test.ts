import { expect, it } from "vitest";
import { createLateProgress } from "../../src/chat/late-progress.ts";
import type { Progress } from "../../src/chat/message.ts";

/** A work whose time is up when the test says so. */
function work() {
  const told: Progress[] = [];
  let timeIsUp = () => {};
  const later = (task: () => void) => {
    timeIsUp = task;
    return () => {
      timeIsUp = () => {};
    };
  };
  const steps = createLateProgress((progress) => void told.push(progress), later);
  return { told, steps, wait: () => timeIsUp() };
}

const ASKS = { step: "answer" } as const;
const LOOKS = { step: "answer", range: "1:20 – 2:05" } as const;

it("tells nothing of what is over before people wonder", () => {
  const { told, steps, wait } = work();
  steps.report(ASKS);
  steps.report(LOOKS);
  steps[Symbol.dispose]();
  wait();
  steps.report(ASKS);
  expect(told).toEqual([]);
});

it("tells where it stands once it takes long, and each state from then on", () => {
  const { told, steps, wait } = work();
  steps.report({ step: "load" });
  steps.report(ASKS);
  wait();
  expect(told).toEqual([ASKS]);
  steps.report(LOOKS);
  expect(told).toEqual([ASKS, LOOKS]);
});

it("tells a step that is known to take long at once, and what was held back not after it", () => {
  const { told, steps, wait } = work();
  steps.report(ASKS);
  steps.reportAtOnce({ step: "load" });
  wait();
  expect(told).toEqual([{ step: "load" }]);
  steps.report(ASKS);
  expect(told).toEqual([{ step: "load" }, ASKS]);
});
