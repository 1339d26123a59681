import { z } from "zod";
import { type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import type { ContextKey } from "../contexts/video-context.ts";

interface ListedMoment {
  readonly contextKey: ContextKey;
  /** Seconds. */
  readonly start: number;
}

/**
 * What a search listed last in a thread, so that a number can name it. Neither what was searched for nor a word of a video is
 * kept. All methods may throw `store-unavailable` and `no-space`.
 */
export interface FoundLists {
  get(thread: ThreadId): Promise<readonly ListedMoment[]>;
  put(thread: ThreadId, moments: readonly ListedMoment[]): Promise<void>;
  delete(thread: ThreadId): Promise<void>;
}

const listed = z.array(z.object({ contextKey: z.string(), start: z.number() })) satisfies z.ZodType<
  readonly ListedMoment[]
>;

export function createFoundLists(deps: CollectionDeps, ttlMs: number): FoundLists {
  const lists = createCollection<readonly ListedMoment[]>(
    { kind: "found-lists", version: 1, schema: listed, ttlMs },
    deps,
  );
  return {
    async get(thread) {
      return (await lists.get(tenantOf(thread), thread))?.value ?? [];
    },
    put: (thread, moments) => lists.put(tenantOf(thread), thread, moments),
    async delete(thread) {
      await lists.delete(tenantOf(thread), thread);
    },
  };
}
