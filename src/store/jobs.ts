import { z } from "zod";
import type { CommandEvent } from "../chat/event.ts";
import type { ProgressStep } from "../chat/message.ts";
import { type Tenant, type ThreadId, tenantOf } from "../chat/thread-id.ts";
import { readError } from "../errors.ts";
import { type CollectionDeps, createCollection } from "./collection.ts";

const JOB_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];
export const UNFINISHED: readonly JobState[] = ["queued", "running"];

const isText = (value: unknown) => typeof value === "string";
const isObject = (value: unknown) => typeof value === "object" && value !== null;

const jobProgress = z
  .object({
    step: z.custom<ProgressStep>(isText).exactOptional(),
    /** 0 to 1 of the step. */
    fraction: z.number().exactOptional(),
    /** Why it failed, or why it waits. */
    code: z.unknown().exactOptional(),
    details: z.unknown().exactOptional(),
    /** A person wants it stopped. The process that runs it ends it, also after a crash. */
    cancelled: z.boolean().exactOptional(),
  })
  .transform(({ code, details, ...rest }) => ({ ...rest, ...readError(code, details) }));

/** How far a job is, or how it ended. */
export type JobProgress = Readonly<z.infer<typeof jobProgress>>;

const job = z.object({
  tenant: z.string(),
  /** Unique inside the tenant. */
  id: z.string(),
  /** What was asked, by whom, and where the answer goes. */
  event: z.custom<CommandEvent>(isObject),
  state: z.enum(JOB_STATES),
  /** Milliseconds since 1970, as all times of a job. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** How often it was taken up. The number of the latest taking names the process that may speak for it. */
  attempts: z.int(),
  /** How often the process that ran it died. */
  crashes: z.number(),
  /** How often of these while nothing else ran there, and how often in a row without a death of another job. */
  deathsAlone: z.number().default(0),
  deathsInARow: z.number().default(0),
  /** Whether the latest taking was one with nothing else beside it. */
  runsAlone: z.boolean().default(false),
  /** How often it failed on something that may pass. */
  failures: z.number(),
  /** Since when it waits for room on the disk. */
  waitingSince: z.number().exactOptional(),
  /** SHA-256 of the video, once it is known. */
  content: z.string().exactOptional(),
  progress: jobProgress,
});

/** A piece of slow work that a person asked for; plain JSON, so that any machine can run it. */
export type Job = Readonly<z.infer<typeof job>>;

export type JobKey = Pick<Job, "tenant" | "id">;

type JobChanges = Partial<Omit<Job, "tenant" | "id" | "event" | "createdAt" | "updatedAt">>;

/** Of a job that has not been taken up yet. */
export const UNTRIED = {
  attempts: 0,
  crashes: 0,
  deathsAlone: 0,
  deathsInARow: 0,
  runsAlone: false,
  failures: 0,
  progress: {},
} as const;

export function isUnfinished({ state }: Pick<Job, "state">): boolean {
  return UNFINISHED.includes(state);
}

interface JobFilter {
  readonly tenant?: Tenant;
  readonly thread?: ThreadId;
  readonly states?: readonly JobState[];
}

/** All methods may throw `store-unavailable` and `no-space`. */
export interface Jobs {
  /** False where the job is known already: the platform delivered its message twice. */
  add(job: Job): Promise<boolean>;
  get(key: JobKey): Promise<Job | undefined>;
  /**
   * Atomic: changes the job only while it is in one of the states, so that of two who want it one gets it.
   * Undefined where it is not, or is not there.
   */
  move(key: JobKey, from: readonly JobState[], to: JobChanges): Promise<Job | undefined>;
  delete(key: JobKey): Promise<boolean>;
  /** Oldest first. Without a tenant: everyone's, as after a start. */
  list(filter?: JobFilter): Promise<Job[]>;
}

/** A job is remembered for a week after its last change: long enough to meet a redelivery and to look back. */
const JOB_TTL_MS = 7 * 24 * 3_600_000;

export function createJobs(deps: CollectionDeps): Jobs {
  const schema = z.preprocess(flattened, job);
  const jobs = createCollection<Job>({ kind: "jobs", version: 1, schema, ttlMs: JOB_TTL_MS }, deps);
  return {
    async add(added) {
      const { tenant, id } = added;
      return (await jobs.update(tenant, id, (known) => (known ? undefined : added))) !== undefined;
    },
    async get({ tenant, id }) {
      return (await jobs.get(tenant, id))?.value;
    },
    move: ({ tenant, id }, from, to) =>
      jobs.update(tenant, id, (current) =>
        current && from.includes(current.state) ? { ...current, ...to, updatedAt: deps.now() } : undefined,
      ),
    delete: ({ tenant, id }) => jobs.delete(tenant, id),
    async list({ tenant, thread, states } = {}) {
      const found = await jobs.list(tenant ?? (thread && tenantOf(thread)));
      return found
        .map(({ value }) => value)
        .filter(({ event }) => !thread || event.thread === thread)
        .filter(({ state }) => !states || states.includes(state))
        .toSorted((a, b) => a.createdAt - b.createdAt);
    },
  };
}

/** Earlier versions kept half of a job in a part of its own, and the thread beside it. */
function flattened(value: unknown): unknown {
  const { payload, thread, ...rest } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof payload !== "object" || typeof thread !== "string") return value;
  return { ...rest, ...payload, tenant: tenantOf(thread as ThreadId), progress: rest.progress ?? {} };
}
