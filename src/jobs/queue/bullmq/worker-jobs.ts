import type { Job as BullJob } from "bullmq";
import { type Entry, nameOf } from "../fair-order.ts";
import { JobStop, type ProcessEnd } from "../job-stop.ts";
import type { OrderStore } from "../order-store.ts";
import type { JobHandler } from "../queue.ts";
import { type RunDeps, runJob } from "../run-job.ts";
import { createRunLock } from "../run-lock.ts";
import type { Slots } from "../slots.ts";
import { bullJobId } from "./worker-job-id.ts";

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
