import type { Candidate } from "./scan-result.ts";

/** A change this large begins a new bucket of candidates, so that the shortest shot has one of its own. */
const NEW_PICTURE = 7;
/**
 * Keeps the most settled frame of each `width` seconds, the very first and last frame, and frames with something new:
 * `extra` of them at most and as many new pictures, since a strobe light must not fill the memory.
 */
export function createBuckets(width: number, extra: number) {
  const kept: Candidate[] = [];
  let bucket: Candidate[] = [];
  let activity = 0;
  let last: Candidate | null = null;
  let changes = 0;
  let novelties = 0;
  const isNewPicture = ({ difference }: Candidate) => difference >= NEW_PICTURE && changes++ < extra;
  const isNew = ({ novelty }: Candidate) => novelty !== undefined && novelties++ < extra;
  const close = () => {
    const settled = bucket.reduce<Candidate | null>(
      (best, frame) => (best && best.difference <= frame.difference ? best : frame),
      null,
    );
    const chosen = kept.length === 0 ? bucket[0] : settled;
    for (const frame of bucket) {
      if (frame !== chosen && !isNew(frame)) continue;
      kept.push({ ...frame, activity });
      activity = 0;
    }
    bucket = [];
    activity = 0;
  };
  return {
    push(frame: Candidate) {
      const first = bucket[0];
      if (first && (frame.timestamp - first.timestamp >= width || isNewPicture(frame))) close();
      bucket.push(frame);
      activity += frame.difference;
      last = frame;
    },
    finish(): Candidate[] {
      close();
      if (last && kept.at(-1)?.timestamp !== last.timestamp) kept.push({ ...last, activity: 0 });
      return kept;
    },
  };
}
