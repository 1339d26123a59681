import { z } from "zod";
import { parseThreadId, type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";

/** More than people mean by "the video" without naming it; a bound for the record. */
const MOST_THREADS = 20;
/** The same thread once more is worth a write this often: far less than any time to live. */
const WRITE_MS = 60_000;

interface ThreadLink {
  readonly thread: ThreadId;
  readonly home: ThreadId;
}

interface Used {
  readonly thread: ThreadId;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const threadId = z.custom<ThreadId>((value) => typeof value === "string");
const threadLink = z.object({ thread: threadId, home: threadId }) satisfies z.ZodType<ThreadLink>;
const usedThreads = z.array(z.object({ thread: threadId, at: z.number() })) satisfies z.ZodType<
  readonly Used[]
>;

/** Which video a thread without one of its own is about. All methods may throw `store-unavailable` and `no-space`. */
export interface LatestVideos {
  /** From now on `thread`, which has no video of its own, is about the one of `home`, a thread of the same channel. */
  link(thread: ThreadId, home: ThreadId): Promise<void>;
  linkedThreadsOf(home: ThreadId): Promise<ThreadId[]>;
  /** The thread of the same channel whose video was shown or talked about last; undefined where none is known. */
  newestBeside(thread: ThreadId): Promise<ThreadId | undefined>;
}

interface LookupParts {
  /** Whether the thread has a video that can still be asked about. */
  readonly isKnown: (thread: ThreadId) => Promise<boolean>;
  readonly threadLinks: ThreadLinks;
  readonly recent: RecentThreads;
}

export function createLatestVideos({ isKnown, threadLinks, recent }: LookupParts): LatestVideos {
  return {
    async link(thread, home) {
      if (!isSameChannel(thread, home)) throw new TypeError("a thread is linked to one of its own channel");
      if (thread !== home) await threadLinks.put({ thread, home });
    },
    linkedThreadsOf: threadLinks.of,
    async newestBeside(thread) {
      for (const one of await recent.beside(thread)) {
        // Its time may be over before that of the channel's record.
        if (one !== thread && (await isKnown(one))) return one;
      }
      return undefined;
    },
  };
}

export function isSameChannel(a: ThreadId, b: ThreadId): boolean {
  return tenantOf(a) === tenantOf(b) && parseThreadId(a).channel === parseThreadId(b).channel;
}

/**
 * Threads without a video of their own that talk about the video of another, their home. They hold no grant and no
 * conversation: what is said in them is kept with the home, and is deleted with it.
 */
export interface ThreadLinks {
  homeOf(thread: ThreadId): Promise<ThreadId | undefined>;
  put(link: ThreadLink): Promise<void>;
  of(home: ThreadId): Promise<ThreadId[]>;
  delete(thread: ThreadId): Promise<void>;
}

export function createThreadLinks(deps: CollectionDeps, ttlMs: number): ThreadLinks {
  const links = createCollection<ThreadLink>(
    // As earlier versions named it: their records still count.
    { kind: "followers", version: 1, schema: threadLink, ttlMs },
    deps,
  );
  return {
    async homeOf(thread) {
      return (await links.get(tenantOf(thread), thread))?.value.home;
    },
    put: (one) => links.put(tenantOf(one.thread), one.thread, one),
    async of(home) {
      const all = await links.list(tenantOf(home));
      return all.filter(({ value }) => value.home === home).map(({ value }) => value.thread);
    },
    async delete(thread) {
      await links.delete(tenantOf(thread), thread);
    },
  };
}

/** Which threads of a channel were used last: one small record a channel, so that no lookup reads all threads. */
export interface RecentThreads {
  note(thread: ThreadId): Promise<void>;
  /** The threads of the same channel, the one used last first. */
  beside(thread: ThreadId): Promise<ThreadId[]>;
  delete(thread: ThreadId): Promise<void>;
}

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
