import { z } from "zod";
import type { CommandEvent } from "../../chat/event.ts";
import type { JobRecord, JobState, Jobs, Json } from "../../store/jobs.ts";
import { UNFINISHED } from "../../store/jobs.ts";
import { tenantOf } from "../../store/tenant.ts";
import type { Job, JobKey, JobProgress } from "../job.ts";

/** What jobs need of the store. */
export type JobStore = Pick<Jobs, "add" | "get" | "move" | "list">;

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
  // Unknown to earlier versions.
  deathsAlone: z.number().default(0),
  deathsInARow: z.number().default(0),
  runsAlone: z.boolean().default(false),
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

function payloadOf({ event, waitingSince, content, ...job }: Job): Json {
  const { crashes, deathsAlone, deathsInARow, runsAlone, failures } = job;
  return {
    event: event as unknown as Json,
    ...{ crashes, deathsAlone, deathsInARow, runsAlone, failures },
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
