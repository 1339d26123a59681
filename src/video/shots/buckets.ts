import type { Candidate } from "./scan-result.ts";

/** A change this large begins a new bucket of candidates, so that the shortest shot has one of its own. */
const NEW_PICTURE = 7;

/** Keeps the most settled frame of each `width` seconds, the very first and last frame, and every frame with something new. */
export function createBuckets(width: number) {
  const kept: Candidate[] = [];
  let bucket: Candidate[] = [];
  let activity = 0;
  let last: Candidate | null = null;
  const close = () => {
    const settled = bucket.reduce<Candidate | null>(
      (best, frame) => (best && best.difference <= frame.difference ? best : frame),
      null,
    );
    const chosen = kept.length === 0 ? bucket[0] : settled;
    for (const frame of bucket) {
      if (frame !== chosen && frame.novelty === undefined) continue;
      kept.push({ ...frame, activity });
      activity = 0;
    }
    bucket = [];
    activity = 0;
  };
  return {
    push(frame: Candidate) {
      const first = bucket[0];
      if (first && (frame.timestamp - first.timestamp >= width || frame.difference >= NEW_PICTURE)) close();
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
