import { z } from "zod";
import { parseThreadId, type ThreadId, tenantOf } from "../../chat/thread-id.ts";
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
  /** The same where nothing was listed in the thread: what was listed last beside it, since in direct messages each message begins a thread. */
  nearest(thread: ThreadId): Promise<readonly ListedMoment[]>;
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
  const idsOf = (thread: ThreadId) =>
    [
      ["thread", thread],
      ["channel", parseThreadId(thread).channel],
    ] as const;
  const read = async (thread: ThreadId, id: readonly string[]) =>
    (await lists.get(tenantOf(thread), id))?.value ?? [];
  return {
    get: (thread) => read(thread, idsOf(thread)[0]),
    async nearest(thread) {
      const [own, beside] = idsOf(thread);
      const listed = await read(thread, own);
      return listed.length > 0 ? listed : await read(thread, beside);
    },
    async put(thread, moments) {
      for (const id of idsOf(thread)) await lists.put(tenantOf(thread), id, moments);
    },
    async delete(thread) {
      for (const id of idsOf(thread)) await lists.delete(tenantOf(thread), id);
    },
  };
}
