import { isPoor } from "../shots/poor.ts";
import { type Candidate, type Shot, shotsOf } from "../shots/scan-result.ts";
import { evenly, inOrder, nearest, type SamplingStrategy } from "./strategy.ts";

/** A frame this near to a cut may still be mixed with its neighbour by the codec or by a transition. */
const SETTLING = 0.15;

/** The most settled candidate of a shot near its middle, away from both of its ends where it is long enough. */
export function representative({ start, end, candidates }: Shot): Candidate {
  const inside = candidates.filter(
    ({ timestamp }) => timestamp >= start + SETTLING && timestamp <= end - SETTLING,
  );
  const around = inside.length > 0 ? inside : candidates;
  const showing = around.filter((candidate) => !isPoor(candidate, { candidates }));
  const pool = showing.length > 0 ? showing : around;
  const middle = (start + end) / 2;
  const [first] = pool;
  if (!first) throw new RangeError("a shot holds at least one candidate");
  // One unit of difference weighs as much as a tenth of the shot's length.
  const cost = ({ timestamp, difference }: Candidate) =>
    (Math.abs(timestamp - middle) / Math.max(end - start, 1e-3)) * 10 + Math.min(difference, 10);
  return pool.reduce((best, candidate) => (cost(candidate) < cost(best) ? candidate : best), first);
}

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
