import { z } from "zod";
import type { MessageRef } from "../chat/thread.ts";
import type { Tenant } from "../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "./collection.ts";

/** A reply on its way out, so that after a crash what was posted is known. Plain JSON. */
interface OutboxRecord {
  readonly job: string;
  /** Which of the job's replies: "progress", "summary". */
  readonly part: string;
  /** What has reached the platform, in order. */
  readonly posted: readonly MessageRef[];
  /** All of it has. */
  readonly done: boolean;
}

/** All methods may throw `store-unavailable` and `no-space`. */
export interface Outbox {
  get(tenant: Tenant, job: string, part: string): Promise<OutboxRecord | undefined>;
  put(tenant: Tenant, record: OutboxRecord): Promise<void>;
  /** Atomic: one more message of the part has reached the platform. */
  addPosted(tenant: Tenant, job: string, part: string, ref: MessageRef): Promise<void>;
  finish(tenant: Tenant, job: string, part: string): Promise<void>;
  list(tenant: Tenant, job: string): Promise<OutboxRecord[]>;
  delete(tenant: Tenant, job: string, part: string): Promise<void>;
  deleteOf(tenant: Tenant, job: string): Promise<void>;
}

/** As long as the job itself is remembered. */
const OUTBOX_TTL_MS = 7 * 24 * 3_600_000;

const outboxRecord = z.object({
  job: z.string(),
  part: z.string(),
  posted: z.array(z.string()),
  done: z.boolean(),
}) satisfies z.ZodType<OutboxRecord>;

export function createOutbox(deps: CollectionDeps): Outbox {
  const records = createCollection<OutboxRecord>(
    { kind: "outbox", version: 1, schema: outboxRecord, ttlMs: OUTBOX_TTL_MS },
    deps,
  );
  const update = async (
    tenant: Tenant,
    job: string,
    part: string,
    change: (record: OutboxRecord) => OutboxRecord,
  ) => {
    const fresh: OutboxRecord = { job, part, posted: [], done: false };
    await records.update(tenant, [job, part], (current) => change(current ?? fresh));
  };
  return {
    async get(tenant, job, part) {
      return (await records.get(tenant, [job, part]))?.value;
    },
    put: (tenant, record) => records.put(tenant, [record.job, record.part], record),
    addPosted: (tenant, job, part, ref) =>
      update(tenant, job, part, (record) => ({ ...record, posted: [...record.posted, ref] })),
    finish: (tenant, job, part) => update(tenant, job, part, (record) => ({ ...record, done: true })),
    async list(tenant, job) {
      return (await records.list(tenant, [job])).map(({ value }) => value);
    },
    delete: async (tenant, job, part) => void (await records.delete(tenant, [job, part])),
    async deleteOf(tenant, job) {
      for (const { id } of await records.list(tenant, [job])) await records.delete(tenant, id);
    },
  };
}
