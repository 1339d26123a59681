import type { Candidate, ScanResult } from "../../../video/shots/scan-result.ts";
import { boundaryBetween } from "../../../video/shots/segments.ts";
import type { Signature } from "../../../video/shots/signature.ts";
import type { TimeRange } from "../../../video/video.ts";
import { changed, grew, restfulCells } from "./compare.ts";

/** A page that stood on the screen: what is written on it grows, and it may come again. */
export interface Page {
  /** When it stood, in order; at least one. */
  readonly stands: readonly [TimeRange, ...TimeRange[]];
  /** While all that was put on it could be seen. */
  readonly complete: TimeRange;
}

/** What is there to be read stands for this long, seconds. */
const STANDS = 1;

/** The pages of a scan by picture alone, in the order in which they first stood. */
export function pagesOf(scan: ScanResult): Page[] {
  const cells = restfulCells(scan.candidates.map(({ signature }) => signature));
  const drafts: Draft[] = [];
  for (const state of statesOf(scan, cells)) {
    const known = drafts.find(({ seen }) => seen.some((one) => !changed(one, state.signature, cells)));
    const grown = drafts.findLast(({ shown }) => grew(shown, state.signature, cells));
    const draft = known ?? grown ?? { stands: [], seen: [], shown: state.signature, complete: state };
    if (!(known || grown)) drafts.push(draft);
    if (!known) {
      draft.seen.push(state.signature);
      draft.shown = state.signature;
      draft.complete = state;
    }
    draft.stands.push({ start: state.start, end: state.end });
  }
  return drafts.flatMap(({ stands, complete: { start, end } }): Page[] => {
    const [first, ...more] = withoutSeams(stands);
    return first ? [{ stands: [first, ...more], complete: { start, end } }] : [];
  });
}

interface Draft {
  readonly stands: TimeRange[];
  readonly seen: Signature[];
  /** As it was when most was written on it. */
  shown: Signature;
  complete: TimeRange;
}

interface State extends TimeRange {
  readonly signature: Signature;
}

/** Stretches in which nothing is written, and long enough to be read. */
function statesOf(scan: ScanResult, cells: Uint8Array): State[] {
  const clear = scan.candidates.filter(({ mixed }) => !mixed);
  const runs: Candidate[][] = [];
  for (const candidate of clear) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first && !changed(first.signature, candidate.signature, cells)) run.push(candidate);
    else runs.push([candidate]);
  }
  return runs.flatMap((run, i) => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return [];
    const earlier = runs[i - 1]?.at(-1);
    const next = runs[i + 1]?.[0];
    const start = earlier ? boundaryBetween(scan, earlier.timestamp, first.timestamp) : scan.range.start;
    const end = next ? boundaryBetween(scan, last.timestamp, next.timestamp) : scan.range.end;
    return end - start < STANDS ? [] : [{ start, end, signature: last.signature }];
  });
}

/** Between two states of one page lies what is too short to be one. Seconds. */
const SEAM = 2;

/** Stands that follow each other as one. */
function withoutSeams(stands: readonly TimeRange[]): TimeRange[] {
  const joined: TimeRange[] = [];
  for (const stand of stands) {
    const last = joined.at(-1);
    if (last && stand.start - last.end <= SEAM) {
      joined[joined.length - 1] = { start: last.start, end: stand.end };
    } else joined.push(stand);
  }
  return joined;
}
