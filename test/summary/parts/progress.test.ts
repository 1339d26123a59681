import { expect, it } from "vitest";
import type { Progress } from "../../../src/chat/message.ts";
import { reportsOfParts } from "../../../src/summary/parts/progress.ts";

/** Of forty minutes in four parts, on a clock that the test sets. */
function started() {
  const seen: Progress[] = [];
  let time = 0;
  const reports = reportsOfParts(
    (progress) => seen.push(progress),
    { start: 0, end: 2_400 },
    () => time,
  );
  const after = (seconds: number) => {
    time += seconds * 1_000;
  };
  return { seen, reports, after, last: () => seen.at(-1) };
}

it("tells the steps of the first part, and from then on the parts that are done with the time left", () => {
  const { seen, reports, after, last } = started();
  const first = reports.of(0, 0, 4);
  const second = reports.of(1, 600, 4);
  first.scan(0.5);
  second.scan(0.5);
  first.rest({ step: "ask" });
  expect(seen).toEqual([
    { step: "scan", fraction: 0.5, parts: { done: 0, of: 4 } },
    { step: "ask", parts: { done: 0, of: 4 } },
  ]);
  after(100);
  first.done(600, 4);
  expect(last()).toEqual({ step: "parts", fraction: 0.25, parts: { done: 1, of: 4, secondsLeft: 300 } });
  after(20);
  second.done(1_200, 4);
  expect(last()).toEqual({ step: "parts", fraction: 0.5, parts: { done: 2, of: 4, secondsLeft: 120 } });
});

it("tells no step of the first part once a later one was done before it", () => {
  const { seen, reports } = started();
  const first = reports.of(0, 0, 4);
  reports.of(1, 600, 4).done(1_200, 4);
  first.rest({ step: "stills" });
  expect(seen.map(({ step }) => step)).toEqual(["parts"]);
});

it("does not take what an earlier try has watched for quick work", () => {
  const { reports, after, last } = started();
  reports.known(600, 4);
  reports.known(600, 4);
  expect(last()).toEqual({ step: "parts", fraction: 0.5, parts: { done: 2, of: 4 } });
  after(60);
  reports.of(2, 1_200, 4).done(1_800, 4);
  expect(last()?.parts).toEqual({ done: 3, of: 4, secondsLeft: 60 });
});
