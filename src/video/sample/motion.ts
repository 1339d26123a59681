import { inOrder, type SamplingStrategy } from "./strategy.ts";

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
