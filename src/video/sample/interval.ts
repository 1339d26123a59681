import { inOrder, nearest, type SamplingStrategy } from "./strategy.ts";

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
