import { z } from "zod";
import { type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import { blobPrefix, keyOf } from "../key.ts";

const KIND = "feedback-pictures";

const kept = z.object({ pictures: z.int() });

/** The frames of contexts that were judged, once for a thread and context. Nothing is written here unless the operator wants it. */
export function createFeedbackPictures(deps: CollectionDeps, ttlMs: number) {
  const records = createCollection({ kind: KIND, version: 1, schema: kept, ttlMs }, deps);
  const { database } = deps;
  const prefixOf = (thread: ThreadId, context: string) =>
    `${blobPrefix(keyOf(KIND, tenantOf(thread), [thread, context]))}frames:`;
  const remove = async (thread: ThreadId, context: string) => {
    await database.remove(await database.keys(prefixOf(thread, context)));
    await records.delete(tenantOf(thread), [thread, context]);
  };
  return {
    async put(thread: ThreadId, context: string, jpegs: readonly Buffer[]): Promise<void> {
      const bytes = jpegs.reduce((sum, { length }) => sum + length, 0);
      // The record first: a sweep deletes blobs that have none.
      await records.put(tenantOf(thread), [thread, context], { pictures: jpegs.length }, bytes);
      const prefix = prefixOf(thread, context);
      await database.blobs.write(new Map(jpegs.map((jpeg, i) => [`${prefix}${i}`, jpeg])), ttlMs);
    },
    /** In the order in which they were sent; null where they are not kept, or not all of them. */
    async of(thread: ThreadId, context: string): Promise<Buffer[] | null> {
      const found = await records.get(tenantOf(thread), [thread, context]);
      if (!found) return null;
      const prefix = prefixOf(thread, context);
      const keys = Array.from({ length: found.value.pictures }, (_, i) => `${prefix}${i}`);
      const jpegs = (await database.blobs.read(keys)).filter((jpeg) => jpeg !== undefined);
      return jpegs.length === keys.length ? jpegs : null;
    },
    /** Those of a thread but the contexts that are still judged there. */
    async deleteOthers(thread: ThreadId, judged: ReadonlySet<string>): Promise<void> {
      for (const { id } of await records.list(tenantOf(thread), [thread])) {
        const context = id.at(-1) ?? "";
        if (!judged.has(context)) await remove(thread, context);
      }
    },
  };
}
