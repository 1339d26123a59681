import type { LabelledFrame } from "../summary/labels.ts";

/** Seconds; frames further apart than the sparsest dense sampling (one a second) may show anything between them. */
const CLOSE = 1;

/**
 * Of three and more cited frames that follow one another closely among those that were sent, the first and the last:
 * those between them show the same thing once more. Two stay, since one may be before and one after a change. Both lists
 * may come in any order; the result is oldest first.
 */
export function endsOfRuns(
  cited: readonly LabelledFrame[],
  sent: readonly LabelledFrame[],
): readonly LabelledFrame[] {
  const times = [...new Set(sent.map(({ timestamp }) => timestamp))].toSorted((a, b) => a - b);
  const seen = new Set(cited.map(({ timestamp }) => timestamp));
  const follows = (from: number, to: number) => {
    const [earlier = Number.NaN, later = Number.NaN] = [times[from], times[to]];
    return seen.has(earlier) && seen.has(later) && later - earlier <= CLOSE;
  };
  return cited
    .filter(({ timestamp }) => {
      const at = times.indexOf(timestamp);
      return !(follows(at - 1, at) && follows(at, at + 1));
    })
    .toSorted((a, b) => a.timestamp - b.timestamp);
}
