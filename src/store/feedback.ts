import { z } from "zod";
import { type Tenant, type ThreadId, tenantOf } from "../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "./collection.ts";
import { hashed } from "./key.ts";

/** What a person thought of a summary or of one of its segments. Holds neither their text nor the video's. */
interface FeedbackRecord {
  readonly thread: ThreadId;
  /** Position of the segment, from one; null for the whole. */
  readonly segment: number | null;
  readonly verdict: "helpful" | "wrong";
  readonly model: string | null;
  readonly promptVersion: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** All methods may throw `store-unavailable` and `no-space`. */
export interface Feedback {
  /** A person's later verdict on the same thing replaces the earlier one. */
  put(author: string, record: FeedbackRecord): Promise<void>;
  list(tenant: Tenant): Promise<FeedbackRecord[]>;
  deleteOf(thread: ThreadId): Promise<void>;
  /** Those of a person, in all threads of a tenant. Returns how many there were. */
  deleteBy(tenant: Tenant, author: string): Promise<number>;
}

/** Half a year: long enough to compare two versions of a prompt. */
const FEEDBACK_TTL_MS = 180 * 24 * 3_600_000;

const feedbackRecord = z.object({
  thread: z.custom<ThreadId>((value) => typeof value === "string"),
  segment: z.int().nullable(),
  verdict: z.enum(["helpful", "wrong"]),
  model: z.string().nullable(),
  promptVersion: z.string(),
  at: z.number(),
}) satisfies z.ZodType<FeedbackRecord>;

export function createFeedback(deps: CollectionDeps): Feedback {
  const records = createCollection<FeedbackRecord>(
    { kind: "feedback", version: 1, schema: feedbackRecord, ttlMs: FEEDBACK_TTL_MS },
    deps,
  );
  return {
    put(author, record) {
      // The person's id serves only to count them once.
      const id = [record.thread, String(record.segment), hashed(author)];
      return records.put(tenantOf(record.thread), id, record);
    },
    async list(tenant) {
      return (await records.list(tenant)).map(({ value }) => value);
    },
    async deleteOf(thread) {
      const tenant = tenantOf(thread);
      for (const { id } of await records.list(tenant, [thread])) await records.delete(tenant, id);
    },
    async deleteBy(tenant, author) {
      const mine = (await records.list(tenant)).filter(({ id }) => id.at(-1) === hashed(author));
      for (const { id } of mine) await records.delete(tenant, id);
      return mine.length;
    },
  };
}
