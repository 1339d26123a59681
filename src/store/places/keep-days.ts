import { type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import { forgetThread, type Memory } from "../forget.ts";
import { isUnfinished, UNFINISHED } from "../jobs.ts";
import type { Places } from "./places.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Forgets the threads, the feedback and the finished jobs that were last used longer ago than their place lets them be kept. A thread in which
 * a job has yet to end is in use.
 */
export async function forgetOverdue(
  memory: Memory & { readonly places: Places },
  now: number,
): Promise<void> {
  const { places, threads, jobs, outbox, feedback } = memory;
  for (const tenant of await places.tenantsWithKeepDays()) {
    const isOverdue = async (thread: ThreadId, usedAt: number) => {
      const { keepDays } = await places.of(thread);
      return keepDays !== undefined && now - usedAt > keepDays * DAY_MS;
    };
    for (const { thread, usedAt } of await threads.lastUses(tenant)) {
      if (!(await isOverdue(thread, usedAt))) continue;
      const atWork = await jobs.list({ thread, states: UNFINISHED });
      if (atWork.length === 0) await forgetThread(memory, thread);
    }
    // A thread's context may have ended by itself before.
    await feedback.deleteWhere(tenant, ({ thread, at }) => isOverdue(thread, at));
    for (const job of await jobs.list({ tenant })) {
      if (isUnfinished(job) || !(await isOverdue(job.event.thread, job.updatedAt))) continue;
      await outbox.deleteOf(tenantOf(job.event.thread), job.id);
      await jobs.delete(job);
    }
  }
}
