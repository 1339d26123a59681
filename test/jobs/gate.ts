import type { Ending, JobHandler, RunContext } from "../../src/jobs/queue/queue.ts";
import type { Job } from "../../src/store/jobs.ts";

export interface Held {
  readonly job: Job;
  readonly context: RunContext;
  end(ending?: Ending): void;
}

/** A handler whose jobs run until the test ends them, or until they are stopped. */
export function createGate() {
  const running = new Map<string, Held>();
  const order: string[] = [];
  let wake = () => {};
  const handler: JobHandler = (job, context) => {
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const leave = (ending: Ending) => {
      running.delete(job.event.id);
      resolve(ending);
    };
    running.set(job.event.id, { job, context, end: (ending = { state: "done" }) => leave(ending) });
    order.push(job.event.id);
    context.signal.addEventListener("abort", () => {
      const { reason } = context.signal.reason as { reason: string };
      leave(reason === "cancelled" ? { state: "cancelled" } : { state: "again", delayMs: 0 });
    });
    wake();
    return promise;
  };
  const started = async (id: string): Promise<Held> => {
    for (;;) {
      const held = running.get(id);
      if (held) return held;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { handler, order, running, started };
}
