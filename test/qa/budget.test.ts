import { expect, it } from "vitest";
import { fitTurns } from "../../src/qa/budget.ts";

const turn = (n: number, length = 300) => ({
  question: `q${n}`,
  asked: `${n} `.padEnd(length, "word "),
  reply: "{}",
});
const turns = (count: number) => Array.from({ length: count }, (_, n) => turn(n));

it("keeps everything while it fits", () => {
  expect(fitTurns(turns(5), 10_000)).toEqual({ kept: turns(5), dropped: 0 });
});

it("lets the oldest go, and never the newest", () => {
  const { kept, dropped } = fitTurns(turns(40), 1_000);
  expect(dropped).toBeGreaterThan(0);
  expect(kept).toEqual(turns(40).slice(dropped));
  expect(kept.length).toBeGreaterThan(0);
});

it("begins with the same turn for several questions on end, so that the server's cache stays warm", () => {
  const begins = Array.from({ length: 60 }, (_, count) => fitTurns(turns(count + 1), 1_500).dropped);
  const changes = begins.filter((begin, i) => i > 0 && begin !== begins[i - 1]).length;
  expect(begins.at(-1)).toBeGreaterThan(40);
  expect(changes).toBeLessThan(20);
});

it("leaves out a turn that does not fit by itself", () => {
  expect(fitTurns([turn(0), turn(1, 90_000)], 1_000)).toEqual({ kept: [], dropped: 2 });
  expect(fitTurns([turn(0)], -5)).toEqual({ kept: [], dropped: 1 });
});
