import type { JobKey, Jobs } from "../../store/jobs.ts";
import { isUnfinished, type Job } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";
import { workOf } from "../queue/job-id.ts";

/** What names of parts in the outbox begin with: what a job says on its way to a summary, which takes its place. */
export const PARTS = "part-";

interface Deps {
  readonly jobs: Pick<Jobs, "list">;
  readonly outbox: Outbox;
}

/**
 * What a job that failed or was stopped has said on its way stands in the thread still. Another try at the same work takes it for
 * its own: it is not said again, and goes when the summary comes.
 */
export async function adoptParts(job: Job, { jobs, outbox }: Deps): Promise<void> {
  const work = workOf(job.event);
  const isEarlier = (other: Job) =>
    other.id !== job.id && !isUnfinished(other) && workOf(other.event) === work;
  for (const earlier of (await jobs.list({ thread: job.event.thread })).filter(isEarlier)) {
    await adopt(earlier, job, outbox);
  }
}

/** First it is written down anew: a crash in between leaves it in both, and the second time it is gone already. */
async function adopt(from: JobKey, to: JobKey, outbox: Outbox): Promise<void> {
  for (const record of await outbox.list(from.tenant, from.id)) {
    const { part } = record;
    if (!part.startsWith(PARTS)) continue;
    if (!(await outbox.get(to.tenant, to.id, part))) await outbox.put(to.tenant, { ...record, job: to.id });
    await outbox.delete(from.tenant, from.id, part);
  }
}
