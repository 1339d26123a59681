import type { CommandEvent } from "../../chat/event.ts";
import { tenantOf } from "../../chat/thread-id.ts";
import { type Job, type JobKey, type Jobs, UNFINISHED, UNTRIED } from "../../store/jobs.ts";
import {
  type Entry,
  enter,
  type JobLimits,
  nameOf,
  type OrderStore,
  positionOf,
  remove,
} from "./fair-order.ts";
import { jobIdOf, workOf } from "./job-id.ts";
import type { Added, Announce, JobStatus } from "./queue.ts";
import type { Slots } from "./slots.ts";

export interface SchedulerOptions {
  readonly records: Jobs;
  readonly fairOrder: OrderStore;
  readonly slots: Slots;
  readonly limits: JobLimits;
  /** "apart": the same work does not run at the same time, so that the second finds the result of the first. */
  readonly sameWork: "apart" | "together";
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long a job waits to be announced; after this the process that should have done it is taken for dead. */
  readonly announceMs?: number;
}

/** What both queues share: records say what a job is, the fair order says which one is next. */
export interface Scheduler {
  add(event: CommandEvent, announce: Announce): Promise<Added>;
  /** Ends a job that waits; marks one that runs. The job as it was, or null. */
  cancel(key: JobKey): Promise<Job | null>;
  status(key: JobKey): Promise<JobStatus | null>;
  list(tenant: string): Promise<JobStatus[]>;
  /** Enters unfinished jobs that the order does not know: after a start, or when Redis has lost its memory. */
  recover(): Promise<void>;
}

const ANNOUNCE_MS = 15_000;

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { records, fairOrder, slots } = options;
  const nextMoment = createMoments(options.now);
  return {
    add: (event, announce) => add(options, newJob(event, nextMoment()), announce),
    async cancel(key) {
      const waiting = await records.move(key, ["queued"], { state: "cancelled" });
      if (waiting) {
        await fairOrder.change((all) => remove(all, key));
        slots.poke();
        return { ...waiting, state: "queued" };
      }
      const running = await records.move(key, ["running"], { progress: { cancelled: true } });
      if (!running) return null;
      await fairOrder.change((all) => change(all.entries, key, { cancelled: true }));
      return running;
    },
    async status(key) {
      const job = await records.get(key);
      if (!job) return null;
      return { job, position: positionOf(await fairOrder.read(), key) };
    },
    async list(tenant) {
      const order = await fairOrder.read();
      return (await records.list({ tenant })).map((job) => ({ job, position: positionOf(order, job) }));
    },
    async recover() {
      // Those with which a process died alone come last: one of them alone would die three times in a row by chance.
      const unfinished = (await records.list({ states: UNFINISHED })).toSorted(
        (a, b) => a.deathsAlone - b.deathsAlone,
      );
      await fairOrder.change((all) => {
        for (const job of unfinished) {
          if (!all.entries.has(nameOf(job))) enter(all, entryOf(options, job, 0), null);
        }
      });
      await slots.pump();
    },
  };
}

/** In an order in which a crash loses nothing: the entry in the order, the record, the message to the person, the slot. */
async function add(options: SchedulerOptions, job: Job, announce: Announce): Promise<Added> {
  const { records, fairOrder, slots, limits, now } = options;
  const known = await records.get(job);
  if (known) return { job: known, isNew: false };
  const announceMs = options.announceMs ?? ANNOUNCE_MS;
  const status = await fairOrder.change((all) => {
    // It may have an entry already, from a process that died before the record was written.
    const entry = all.entries.get(nameOf(job));
    if (!entry) enter(all, entryOf(options, job, now() + announceMs), limits);
    else if (entry.heldAt === null) enter(all, { ...entry, notBefore: now() + announceMs }, null);
    return { job, position: positionOf(all, job) };
  });
  try {
    if (!(await records.add(job))) return { job: (await records.get(job)) ?? job, isNew: false };
  } catch (error) {
    await fairOrder.change((all) => remove(all, job));
    throw error;
  }
  await announce(status);
  // The job is safe from here on, and the person need not wait for the rest.
  try {
    await fairOrder.change((all) => change(all.entries, job, { notBefore: 0 }));
    await slots.pump();
  } catch {
    slots.poke();
  }
  return { job, isNew: true };
}

/** No two jobs of one process are equally old, so that "the latest" is one of them. */
function createMoments(now: () => number): () => number {
  let last = 0;
  return () => {
    last = Math.max(now(), last + 1);
    return last;
  };
}

function change(entries: Map<string, Entry>, key: JobKey, to: Partial<Entry>): void {
  const entry = entries.get(nameOf(key));
  if (entry) entries.set(nameOf(key), { ...entry, ...to });
}

function entryOf({ sameWork }: SchedulerOptions, job: Job, notBefore: number): Entry {
  return {
    tenant: job.tenant,
    id: job.id,
    person: job.event.author,
    work: sameWork === "apart" ? workOf(job.event) : "",
    notBefore,
    turn: 0,
    heldAt: null,
    cancelled: job.progress.cancelled ?? false,
  };
}

function newJob(event: CommandEvent, at: number): Job {
  return {
    tenant: tenantOf(event.thread),
    id: jobIdOf(event),
    event,
    state: "queued",
    createdAt: at,
    updatedAt: at,
    ...UNTRIED,
  };
}
