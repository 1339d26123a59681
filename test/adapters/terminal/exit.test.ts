import { expect, it } from "vitest";
import { watchStopSignals } from "../../../adapters/terminal/exit.ts";
import { Signals } from "./capture.ts";

function watched() {
  const signals = new Signals();
  const heard: string[] = [];
  let time = 0;
  const unwatch = watchStopSignals(
    signals,
    { onStop: (code) => heard.push(`stop ${code}`), onStopNow: (code) => heard.push(`now ${code}`) },
    () => time,
  );
  const sendAt = (at: number, signal: "SIGINT" | "SIGTERM") => {
    time = at;
    signals.send(signal);
  };
  return { heard, sendAt, signals, unwatch };
}

it("winds down at the first signal and exits at the second", () => {
  const { heard, sendAt } = watched();
  sendAt(0, "SIGINT");
  sendAt(1000, "SIGINT");
  expect(heard).toEqual(["stop 130", "now 130"]);
});

it("takes the same press, passed on by a parent, as one", () => {
  const { heard, sendAt } = watched();
  sendAt(0, "SIGINT");
  sendAt(5, "SIGINT");
  expect(heard).toEqual(["stop 130"]);
});

it("tells a termination signal from Ctrl-C", () => {
  const { heard, sendAt } = watched();
  sendAt(0, "SIGTERM");
  expect(heard).toEqual(["stop 143"]);
});

it("listens no longer than asked", () => {
  const { heard, signals, unwatch } = watched();
  unwatch();
  signals.send("SIGINT");
  expect(heard).toEqual([]);
  expect(signals.eventNames()).toEqual([]);
});
