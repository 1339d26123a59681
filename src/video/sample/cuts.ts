import { shotsOf } from "../shots/scan-result.ts";
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
