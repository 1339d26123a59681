import { z } from "zod";
import type { ThreadId } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import { tenantOf } from "../tenant.ts";

interface ThreadLink {
  readonly thread: ThreadId;
  readonly home: ThreadId;
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

const threadId = z.custom<ThreadId>((value) => typeof value === "string");
const threadLink = z.object({ thread: threadId, home: threadId }) satisfies z.ZodType<ThreadLink>;

export function createThreadLinks(deps: CollectionDeps, ttlMs: number): ThreadLinks {
  const links = createCollection<ThreadLink>(
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
