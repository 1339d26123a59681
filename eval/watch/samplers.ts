import { createRandom } from "../../bench/clips/random.ts";
import { STRATEGIES } from "../../src/video/sample/strategies.ts";
import { inOrder, type SamplingStrategy } from "../../src/video/sample/strategy.ts";

type Choose = Pick<SamplingStrategy, "choose">;

/** Frames at even distances, whatever they show: what every other choice has to beat. */
const uniform: Choose = STRATEGIES.interval;

/** Any frames, by a seed: what is worth nothing has the figures of this one. */
function random(seed: number): Choose {
  return {
    choose({ candidates }, budget) {
      const next = createRandom(seed);
      const drawn = candidates.map((candidate) => ({ candidate, order: next() }));
      const first = drawn.toSorted((a, b) => a.order - b.order).slice(0, budget);
      return inOrder(first.map(({ candidate }) => candidate));
    },
  };
}

const RANDOM = /^random-(\d{1,3})$/;

/** Seeds of the baseline "random"; each is a sampler of its own, and their outcomes count together. */
const SEEDS = 20;

/** "random" stands for all its seeds. */
export function samplersNamed(name: string): string[] {
  if (name !== "random") return [name];
  return Array.from({ length: SEEDS }, (_, seed) => `random-${seed}`);
}

/** The name under which a sampler's outcomes are shown: those of all seeds under one. */
export function shownSampler(name: string): string {
  return RANDOM.test(name) ? "random" : name;
}

/** Chooses by what pictures mean, which takes an embedding server. */
export const BY_MEANING = "clip";

export const SAMPLERS: readonly string[] = ["uniform", "random", ...Object.keys(STRATEGIES), BY_MEANING];

/** Null for a name that is none. The one by meaning is used where its server chooses nothing. */
export function samplerOf(name: string): SamplingStrategy | null {
  if (name === BY_MEANING) return STRATEGIES.mixed;
  const seed = RANDOM.exec(name)?.[1];
  const known = name === "uniform" ? uniform : Object.values(STRATEGIES).find((one) => one.name === name);
  const sampler = seed === undefined ? known : random(Number(seed));
  if (!sampler) return null;
  return { name: "mixed", choose: sampler.choose };
}
