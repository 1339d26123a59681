import { z } from "zod";
import { parseThreadId, type ThreadId } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import { tenantOf } from "../tenant.ts";

interface Used {
  readonly thread: ThreadId;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Which threads of a channel were used last: one small record a channel, so that no lookup reads all threads. */
export interface RecentThreads {
  note(thread: ThreadId): Promise<void>;
  /** The threads of the same channel, the one used last first. */
  beside(thread: ThreadId): Promise<ThreadId[]>;
  delete(thread: ThreadId): Promise<void>;
}

/** More than people mean by "the video" without naming it; a bound for the record. */
const MOST_THREADS = 20;
/** The same thread once more is worth a write this often: far less than any time to live. */
const WRITE_MS = 60_000;

const usedThreads = z.array(
  z.object({ thread: z.custom<ThreadId>((value) => typeof value === "string"), at: z.number() }),
) satisfies z.ZodType<readonly Used[]>;

export function createRecentThreads(deps: CollectionDeps, ttlMs: number): RecentThreads {
  const channels = createCollection<readonly Used[]>(
    { kind: "recent-threads", version: 1, schema: usedThreads, ttlMs },
    deps,
  );
  const channelOf = (thread: ThreadId) => [tenantOf(thread), parseThreadId(thread).channel] as const;
  return {
    async note(thread) {
      await channels.update(...channelOf(thread), (used = []) => {
        const [last] = used;
        if (last?.thread === thread && deps.now() - last.at < WRITE_MS) return undefined;
        const others = used.filter((one) => one.thread !== thread);
        return [{ thread, at: deps.now() }, ...others].slice(0, MOST_THREADS);
      });
    },
    async beside(thread) {
      return ((await channels.get(...channelOf(thread)))?.value ?? []).map((one) => one.thread);
    },
    async delete(thread) {
      const left = await channels.update(...channelOf(thread), (used) =>
        used?.filter((one) => one.thread !== thread),
      );
      // A thread that is noted in this very moment is noted again with its next message.
      if (left?.length === 0) await channels.delete(...channelOf(thread));
    },
  };
}
