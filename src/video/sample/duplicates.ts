import type { Candidate } from "../shots/scan-result.ts";
import { changedShare, distance } from "../shots/signature.ts";

/** Mean difference under which two pictures look the same, as far as brightness and colour go. */
const SAME_OVERALL = 2;
/** Two of the 880 cells of a 16:9 picture: a short word appearing changes more, noise less. */
const SAME_CELLS = 2.5 / 880;

/** True where a person would not tell the two pictures apart, captions and small subjects included. */
export function nearDuplicate(a: Candidate, b: Candidate): boolean {
  return (
    distance(a.signature, b.signature) < SAME_OVERALL && changedShare(a.signature, b.signature) < SAME_CELLS
  );
}
