import { z } from "zod";
import type { CommandEvent } from "../chat/event.ts";
import type { ThreadId } from "../chat/thread-id.ts";
import { type Job, type JobKey, type JobProgress, type JobState, UNFINISHED } from "./job.ts";
import { tenantOf } from "./job-id.ts";

type Json = z.infer<ReturnType<typeof z.json>>;

/** A job as the store keeps it. */
export interface JobRecord {
  readonly id: string;
  readonly thread: ThreadId;
  readonly requester: string;
  readonly state: JobState;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly attempts: number;
  readonly payload: Json;
  readonly progress: Json;
}

/** What jobs need of the store. All methods may throw `store-unavailable` and `no-space`. */
export interface JobStore {
  /** False where the job is known already. */
  add(job: JobRecord): Promise<boolean>;
  get(tenant: string, id: string): Promise<JobRecord | undefined>;
  /** Atomic: changes the job only while it is in one of the states; undefined where it is not. */
  move(
    tenant: string,
    id: string,
    from: readonly JobState[],
    to: Partial<Pick<JobRecord, "state" | "attempts" | "payload" | "progress">>,
  ): Promise<JobRecord | undefined>;
  /** Oldest first. Without a tenant everyone's, as after a start. */
  list(filter?: {
    readonly tenant?: string;
    readonly thread?: ThreadId;
    readonly states?: readonly JobState[];
  }): Promise<JobRecord[]>;
}

/** Typed jobs over the store's records. */
export interface JobRecords {
  add(job: Job): Promise<boolean>;
  get(key: JobKey): Promise<Job | null>;
  move(key: JobKey, from: readonly JobState[], to: Partial<Job>): Promise<Job | null>;
  listOf(tenant: string): Promise<Job[]>;
  unfinished(): Promise<Job[]>;
}

const payload = z.object({
  event: z.custom<CommandEvent>((value) => typeof value === "object" && value !== null),
  crashes: z.number(),
  failures: z.number(),
  waitingSince: z.number().optional(),
  content: z.string().optional(),
});

export function createJobRecords(store: JobStore): JobRecords {
  const jobs = (records: JobRecord[]) => records.flatMap((record) => jobOf(record) ?? []);
  return {
    add: (job) => store.add(recordOf(job)),
    async get({ tenant, id }) {
      return jobOf(await store.get(tenant, id));
    },
    async move(key, from, to) {
      const { state, attempts, progress, ...rest } = to;
      const current = Object.keys(rest).length > 0 ? await this.get(key) : null;
      const moved = await store.move(key.tenant, key.id, from, {
        ...(state !== undefined && { state }),
        ...(attempts !== undefined && { attempts }),
        ...(progress !== undefined && { progress: progress as Json }),
        ...(current && { payload: payloadOf({ ...current, ...rest }) }),
      });
      return jobOf(moved);
    },
    listOf: async (tenant) => jobs(await store.list({ tenant })),
    unfinished: async () => jobs(await store.list({ states: UNFINISHED })),
  };
}

function payloadOf({ event, crashes, failures, waitingSince, content }: Job): Json {
  return {
    event: event as unknown as Json,
    crashes,
    failures,
    ...(waitingSince !== undefined && { waitingSince }),
    ...(content !== undefined && { content }),
  };
}

function recordOf(job: Job): JobRecord {
  const { id, event, state, createdAt, updatedAt, attempts, progress } = job;
  return {
    id,
    thread: event.thread,
    requester: event.author,
    state,
    createdAt,
    updatedAt,
    attempts,
    payload: payloadOf(job),
    progress: progress as Json,
  };
}

/** Null for a record that is not there, or that another version wrote in another form. */
function jobOf(record: JobRecord | undefined): Job | null {
  const parsed = payload.safeParse(record?.payload);
  if (!record || !parsed.success) return null;
  const { id, thread, state, createdAt, updatedAt, attempts } = record;
  const { waitingSince, content, ...known } = parsed.data;
  return {
    ...known,
    tenant: tenantOf(thread),
    id,
    state,
    createdAt,
    updatedAt,
    attempts,
    progress: (record.progress ?? {}) as JobProgress,
    ...(waitingSince !== undefined && { waitingSince }),
    ...(content !== undefined && { content }),
  };
}
