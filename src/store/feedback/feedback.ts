import { type Tenant, type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import { hashed } from "../key.ts";
import { createFeedbackPictures } from "./feedback-pictures.ts";
import { type AskedModel, type FeedbackRecord, feedbackRecord, type Judged } from "./feedback-record.ts";

/** A record as it is listed: `id` is the same whenever it is, and tells nothing about the person. */
export interface Vote extends FeedbackRecord {
  readonly id: string;
  /** The same for all votes of one server, workspace or direct message. */
  readonly scope: string;
}

/** All methods may throw `store-unavailable` and `no-space`. */
export interface Feedback {
  /** A person's later verdict on the same thing replaces the earlier one. `pictures`: the frames, where they are to be kept. */
  put(author: string, record: FeedbackRecord, pictures?: readonly Buffer[]): Promise<void>;
  /** Of one tenant, or of all; oldest first. */
  list(tenant?: Tenant): Promise<Vote[]>;
  /** The frames that were sent, in their order; null where they were not kept. */
  pictures(vote: Pick<FeedbackRecord, "thread" | "context">): Promise<Buffer[] | null>;
  deleteOf(thread: ThreadId): Promise<void>;
  /** Those of a person, in all threads of a tenant. Returns how many there were. */
  deleteBy(tenant: Tenant, author: string): Promise<number>;
  /** Those of a tenant for which `isOver` says so. */
  deleteWhere(tenant: Tenant, isOver: (record: FeedbackRecord) => Promise<boolean>): Promise<void>;
}

export function createFeedback(deps: CollectionDeps, ttlMs: number): Feedback {
  const records = createCollection<FeedbackRecord>(
    { kind: "feedback", version: 2, schema: feedbackRecord, ttlMs },
    deps,
  );
  const pictures = createFeedbackPictures(deps, ttlMs);
  const drop = async (
    tenant: Tenant,
    entries: readonly Awaited<ReturnType<typeof records.list>>[number][],
  ) => {
    for (const { id } of entries) await records.delete(tenant, id);
    for (const thread of new Set(entries.map(({ value }) => value.thread))) {
      const left = await records.list(tenant, [thread]);
      await pictures.deleteOthers(thread, new Set(left.map(({ value }) => value.context)));
    }
  };
  return {
    async put(author, record, jpegs) {
      // The person's id serves only to count them once.
      const id = [record.thread, record.context, String(record.segment), hashed(author)];
      await records.put(tenantOf(record.thread), id, stored(record));
      if (jpegs) await pictures.put(record.thread, record.context, jpegs);
    },
    async list(tenant) {
      const found = (await records.list(tenant)).map(({ tenant: of, id, value }) => ({
        ...value,
        id: hashed(JSON.stringify([of, ...id])),
        scope: hashed(of),
      }));
      return found.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
    pictures: ({ thread, context }) => pictures.of(thread, context),
    async deleteOf(thread) {
      const tenant = tenantOf(thread);
      for (const { id } of await records.list(tenant, [thread])) await records.delete(tenant, id);
      await pictures.deleteOthers(thread, new Set());
    },
    async deleteBy(tenant, author) {
      const mine = (await records.list(tenant)).filter(({ id }) => id.at(-1) === hashed(author));
      await drop(tenant, mine);
      return mine.length;
    },
    async deleteWhere(tenant, isOver) {
      const over: typeof all = [];
      const all = await records.list(tenant);
      for (const entry of all) if (await isOver(entry.value)) over.push(entry);
      await drop(tenant, over);
    },
  };
}

/** Lists in records can be changed. */
function stored({ judged, asked, ...rest }: FeedbackRecord) {
  const withLists = (one: Judged) => ({ ...one, quotes: [...one.quotes] });
  const listsOf = (one: AskedModel) => ({ ...one, frames: [...one.frames], cues: [...one.cues] });
  return { ...rest, judged: withLists(judged), asked: asked && listsOf(asked) };
}
