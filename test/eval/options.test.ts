import { describe, expect, it } from "vitest";
import { readOptions } from "../../eval/run/options.ts";
import { samplerOf, samplersNamed } from "../../eval/watch/samplers.ts";
import type { ScanResult } from "../../src/video/shots/scan-result.ts";

describe("the options", () => {
  it("measure beside frames at even distances and at random, where nothing else is said", () => {
    expect(readOptions([])).toMatchObject({
      ...{ samplers: ["mixed", "uniform", "random"], budgets: [16], doubles: [], quick: false },
    });
  });

  it("of the quick run need no server", () => {
    const { doubles, models } = readOptions(["--quick"]);
    expect(doubles).toHaveLength(5);
    expect(models).toEqual([]);
    expect(readOptions(["--quick", "--models", "http://a/v1"]).doubles).toEqual([]);
  });

  it.each([
    [["--doubles", "perfect,genius"], "There is no double genius. There are perfect, blind"],
    [["--samplers", "best"], "There is no sampler best. There are uniform, random, mixed"],
    [["--budgets", "0"], 'A budget is a number of frames from 1 to 1000, or "all", and not 0.'],
    [["--fast"], "--fast"],
  ])("%j is refused with what there is", (argv, message) => {
    expect(() => readOptions(argv)).toThrow(message);
  });
});

describe("the baseline by chance", () => {
  const scan = {
    candidates: Array.from({ length: 50 }, (_, i) => ({ timestamp: i })),
  } as unknown as ScanResult;
  const chosen = (name: string, budget: number) =>
    samplerOf(name)
      ?.choose(scan, budget)
      .map(({ timestamp }) => timestamp);

  it("has twenty seeds, each with other frames, always the same ones, in order", () => {
    const seeds = samplersNamed("random");
    expect(seeds).toHaveLength(20);
    const all = seeds.map((name) => chosen(name, 8));
    expect(new Set(all.map(String)).size).toBe(20);
    expect(all).toEqual(seeds.map((name) => chosen(name, 8)));
    for (const times of all) expect(times).toEqual(times?.toSorted((a, b) => a - b));
  });

  it("sends no more than the budget, and all that there is where it is larger", () => {
    expect(chosen("random-3", 8)).toHaveLength(8);
    expect(chosen("random-3", 100)).toHaveLength(50);
    expect(chosen("uniform", 4)).toEqual([0, 16, 33, 49]);
  });
});
