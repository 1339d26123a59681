import type { Tenant, ThreadId } from "../../chat/thread-id.ts";
import { forgetThread, type Memory } from "../forget.ts";
import { isUnfinished } from "../jobs.ts";

export interface PersonForgotten {
  /** Threads whose video the person brought. */
  readonly threads: number;
  /** The person's questions in the threads of others. */
  readonly questions: number;
  /** Finished jobs that the person asked for, and verdicts. */
  readonly others: number;
}

/** Threads of a tenant whose video this person brought. */
export async function broughtBy(
  { threads }: Pick<Memory, "threads">,
  tenant: Tenant,
  author: string,
): Promise<readonly ThreadId[]> {
  const found: ThreadId[] = [];
  for (const { thread } of await threads.lastUses(tenant)) {
    if ((await threads.get(thread))?.requester === author) found.push(thread);
  }
  return found;
}

/**
 * Deletes what a person has brought to a tenant: the threads of their videos, their questions in other threads, their verdicts and
 * finished jobs. What another thread of the tenant holds too stays for it, as when a thread is forgotten.
 */
export async function forgetPerson(memory: Memory, tenant: Tenant, author: string): Promise<PersonForgotten> {
  const { threads, jobs, outbox, feedback } = memory;
  const brought = await broughtBy(memory, tenant, author);
  for (const thread of brought) await forgetThread(memory, thread);
  const questions = await threads.deleteTurnsOf(tenant, author);
  let others = await feedback.deleteBy(tenant, author);
  for (const job of await jobs.list({ tenant })) {
    if (job.event.author !== author || isUnfinished(job)) continue;
    await outbox.deleteOf(tenant, job.id);
    await jobs.delete(job);
    others += 1;
  }
  return { threads: brought.length, questions, others };
}
