import { createHash } from "node:crypto";
import type { Job as BullJob } from "bullmq";
import { type Entry, nameOf, type OrderStore } from "../fair-order.ts";
import { type JobHandler, JobStop, type ProcessEnd } from "../queue.ts";
import { type RunDeps, runJob } from "../run-job.ts";
import { createRunLock } from "../run-lock.ts";
import type { Slots } from "../slots.ts";

interface WorkerJobsDeps extends Omit<RunDeps, "handler" | "runLock"> {
  readonly fairOrder: OrderStore;
  readonly slots: Slots;
}

/** What a worker does with the jobs that BullMQ hands it. */
export function createWorkerJobs(deps: WorkerJobsDeps) {
  const running = new Map<string, { readonly name: string; readonly abort: AbortController }>();
  const runLock = createRunLock();
  return {
    run: (handler: JobHandler) => async (bullJob: BullJob<Entry>) => {
      const name = nameOf(bullJob.data);
      const entry = (await deps.fairOrder.read()).entries.get(name);
      // Of an earlier run: the job has run again since, or has ended.
      if (entry?.turn !== bullJob.data.turn) return;
      const abort = new AbortController();
      running.set(bullJobId(entry), { name, abort });
      try {
        await deps.slots.release(entry, await runJob(entry, abort, { ...deps, runLock, handler }));
      } finally {
        running.delete(bullJobId(entry));
      }
    },
    cancel(name: string) {
      for (const one of running.values()) if (one.name === name) one.abort.abort(new JobStop("cancelled"));
    },
    /** BullMQ has given the job to another worker, or will. */
    lose(id: string) {
      running.get(id)?.abort.abort(new JobStop("lost"));
    },
    stopAll(end: ProcessEnd) {
      for (const { abort } of running.values()) abort.abort(new JobStop(end));
    },
  };
}

/** The id of one run of one job in BullMQ, which wants no colons in it. */
export function bullJobId({ tenant, id, turn }: Entry): string {
  const tenantHash = createHash("sha256").update(tenant).digest("hex").slice(0, 16);
  return `${tenantHash}-${id}-${turn}`;
}
