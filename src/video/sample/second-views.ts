import type { Candidate } from "../shots/scan-result.ts";
import { distance } from "../shots/signature.ts";

/** Of the budget this share may go from second views to text: coverage of shots must not fall by more. */
const AT_MOST = 0.04;
/** Both halves of a jump cut differ by a third to a half of what other neighbours do (14-22 against 45 in our films). */
const LIKE = 0.5;

/**
 * Frames without up to `count` of those that show again what the frame before shows, as after a jump cut, most alike
 * first. Slides are all alike and all different: what `told` holds stays, and both ends.
 */
export function withoutSecondViews(
  frames: readonly Candidate[],
  told: ReadonlySet<Candidate>,
  count: number,
  budget: number,
): Candidate[] {
  const steps = frames.map((frame, i) => {
    const before = frames[i - 1];
    return before ? distance(frame.signature, before.signature) : Number.POSITIVE_INFINITY;
  });
  const usual = steps.toSorted((a, b) => a - b)[frames.length >> 1] ?? 0;
  const views = steps
    .map((step, i) => ({ step, i, frame: frames[i] }))
    .filter(({ step, i, frame }) => frame && i < frames.length - 1 && step < LIKE * usual && !told.has(frame))
    .sort((a, b) => a.step - b.step)
    .slice(0, Math.max(0, Math.min(count, Math.floor(AT_MOST * budget))));
  const dropped = new Set(views.map(({ i }) => i));
  return frames.filter((_, i) => !dropped.has(i));
}
