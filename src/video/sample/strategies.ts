import { shotsOf } from "../shots/scan-result.ts";
import { mixed } from "./mixed.ts";
import { evenly, inOrder, nearest, representative, type SamplingStrategy } from "./strategy.ts";

/** One frame a shot; the longest shots share what is left. Exact at transitions, blind to changes inside a shot. */
export const cuts: SamplingStrategy = {
  name: "cuts",
  choose(scan, budget) {
    const shots = shotsOf(scan);
    const chosen = new Set(evenly(shots, budget).map(representative));
    const longest = shots.toSorted((a, b) => b.end - b.start - (a.end - a.start));
    for (let i = 0; chosen.size < budget && i < longest.length; i++) {
      const shot = longest[i];
      if (!shot) break;
      const quarter = (shot.end - shot.start) / 4;
      for (const moment of [shot.start + quarter, shot.end - quarter]) {
        if (chosen.size < budget) chosen.add(nearest(shot.candidates, moment));
      }
    }
    return inOrder(chosen);
  },
};

/** Every so many seconds, first and last frame included: simple, and blind to what happens. */
export const interval: SamplingStrategy = {
  name: "interval",
  choose({ candidates }, budget) {
    const first = candidates[0]?.timestamp ?? 0;
    const last = candidates.at(-1)?.timestamp ?? first;
    const step = budget > 1 ? (last - first) / (budget - 1) : 0;
    const moments =
      budget > 1 ? Array.from({ length: budget }, (_, i) => first + i * step) : [(first + last) / 2];
    return inOrder(moments.map((moment) => nearest(candidates, moment)));
  },
};

/** Noise of the codec and the camera; without it a still picture would count as busy over time. */
const NOISE = 0.3;

/** Equal shares of everything that moves: many frames where much happens, few where nothing does. */
export const motion: SamplingStrategy = {
  name: "motion",
  choose({ candidates }, budget) {
    const total = candidates.reduce((sum, { activity }) => sum + Math.max(0, activity - NOISE), 0);
    const [first] = candidates;
    if (!first || total === 0 || budget === 1) return first ? [first] : [];
    const chosen = [first];
    let passed = 0;
    for (const candidate of candidates) {
      passed += Math.max(0, candidate.activity - NOISE);
      if (passed >= (chosen.length * total) / (budget - 1)) chosen.push(candidate);
      if (chosen.length === budget) break;
    }
    return inOrder(chosen);
  },
};

/** All strategies by name, so that they can be exchanged and compared. */
export const STRATEGIES = { mixed, interval, cuts, motion } as const satisfies Record<
  SamplingStrategy["name"],
  SamplingStrategy
>;
