import { z } from "zod";
import type { ThreadId } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import { tenantOf } from "../tenant.ts";

interface Follower {
  readonly thread: ThreadId;
  readonly home: ThreadId;
}

/**
 * Threads without a video of their own that talk about the video of another, their home. They hold no leave and no
 * words: whatever is said in them is kept with the home, and is gone with it.
 */
export interface ThreadLinks {
  homeOf(thread: ThreadId): Promise<ThreadId | undefined>;
  put(follower: Follower): Promise<void>;
  of(home: ThreadId): Promise<ThreadId[]>;
  delete(thread: ThreadId): Promise<void>;
}

const threadId = z.custom<ThreadId>((value) => typeof value === "string");
const follower = z.object({ thread: threadId, home: threadId }) satisfies z.ZodType<Follower>;

export function createThreadLinks(deps: CollectionDeps, ttlMs: number): ThreadLinks {
  const threadLinks = createCollection<Follower>(
    { kind: "followers", version: 1, schema: follower, ttlMs },
    deps,
  );
  return {
    async homeOf(thread) {
      return (await threadLinks.get(tenantOf(thread), thread))?.value.home;
    },
    put: (one) => threadLinks.put(tenantOf(one.thread), one.thread, one),
    async of(home) {
      const all = await threadLinks.list(tenantOf(home));
      return all.filter(({ value }) => value.home === home).map(({ value }) => value.thread);
    },
    async delete(thread) {
      await threadLinks.delete(tenantOf(thread), thread);
    },
  };
}
