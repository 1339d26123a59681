import type { CommandJob } from "../../../src/chat/command.ts";
import type { Thread } from "../../../src/chat/thread.ts";

/** Bytes of a clip in memory, beside those of other jobs; alone with one person there is more room. */
const SHARED = 100_000_000;
const ALONE = 1_500_000_000;

/** What a clip may weigh in this thread. */
export function mostBytesOf({ limits }: Thread, job: CommandJob | null): number {
  return Math.min(limits.bytesPerFile, job ? SHARED : ALONE);
}
