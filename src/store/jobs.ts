import { z } from "zod";
import type { ThreadId } from "../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "./collection.ts";
import { type Tenant, tenantOf } from "./tenant.ts";

const JOB_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

export type Json = z.infer<ReturnType<typeof z.json>>;

/** What the store knows of a job; what the job is about is its payload's affair. Times in milliseconds since 1970. */
export interface JobRecord {
  readonly id: string;
  readonly thread: ThreadId;
  /** The platform's id of the person. */
  readonly requester: string;
  readonly state: JobState;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** How often it was taken up. */
  readonly attempts: number;
  readonly payload: Json;
  /** How far it is, or how it ended. */
  readonly progress: Json;
}

interface JobFilter {
  readonly tenant?: Tenant;
  readonly thread?: ThreadId;
  readonly states?: readonly JobState[];
}

/** All methods may throw `store-unavailable` and `no-space`. */
export interface Jobs {
  /** False where the job is known already: the platform delivered its message twice. */
  add(job: JobRecord): Promise<boolean>;
  get(tenant: Tenant, id: string): Promise<JobRecord | undefined>;
  /**
   * Atomic: changes the job only while it is in one of the states, so that of two who want it one gets it.
   * Undefined where it is not, or is not there.
   */
  move(
    tenant: Tenant,
    id: string,
    from: readonly JobState[],
    to: Partial<Pick<JobRecord, "state" | "attempts" | "payload" | "progress">>,
  ): Promise<JobRecord | undefined>;
  delete(tenant: Tenant, id: string): Promise<boolean>;
  /** Oldest first. Without a tenant: everyone's, as after a start. */
  list(filter?: JobFilter): Promise<JobRecord[]>;
}

export const UNFINISHED: readonly JobState[] = ["queued", "running"];

/** A job is remembered for a week after its last change: long enough to meet a redelivery and to look back. */
const JOB_TTL_MS = 7 * 24 * 3_600_000;

const jobRecord = z.object({
  id: z.string(),
  thread: z.custom<ThreadId>((value) => typeof value === "string"),
  requester: z.string(),
  state: z.enum(JOB_STATES),
  createdAt: z.number(),
  updatedAt: z.number(),
  attempts: z.int(),
  payload: z.json(),
  progress: z.json(),
}) satisfies z.ZodType<JobRecord>;

export function createJobs(deps: CollectionDeps): Jobs {
  const jobs = createCollection<JobRecord>(
    { kind: "jobs", version: 1, schema: jobRecord, ttlMs: JOB_TTL_MS },
    deps,
  );
  return {
    async add(job) {
      const added = await jobs.update(tenantOf(job.thread), job.id, (known) => (known ? undefined : job));
      return added !== undefined;
    },
    async get(tenant, id) {
      return (await jobs.get(tenant, id))?.value;
    },
    move: (tenant, id, from, to) =>
      jobs.update(tenant, id, (job) =>
        job && from.includes(job.state) ? { ...job, ...to, updatedAt: deps.now() } : undefined,
      ),
    delete: (tenant, id) => jobs.delete(tenant, id),
    async list({ tenant, thread, states } = {}) {
      const found = await jobs.list(tenant ?? (thread && tenantOf(thread)));
      return found
        .map(({ value }) => value)
        .filter((job) => (!thread || job.thread === thread) && (!states || states.includes(job.state)))
        .toSorted((a, b) => a.createdAt - b.createdAt);
    },
  };
}
