import { type Tenant, type ThreadId, tenantOf } from "../chat/thread-id.ts";
import { CuepointError } from "../errors.ts";
import type { Contexts } from "./contexts/contexts.ts";
import type { Database } from "./database/database.ts";
import type { Feedback } from "./feedback/feedback.ts";
import type { HeardPieces } from "./heard-pieces.ts";
import { isUnfinished, type Jobs } from "./jobs.ts";
import { belongsTo, EVERYTHING } from "./key.ts";
import type { Originals } from "./originals.ts";
import type { Outbox } from "./outbox.ts";
import type { FoundLists } from "./search/found-lists.ts";
import type { LatestVideos } from "./threads/latest-video.ts";
import type { Grant, Threads } from "./threads/threads.ts";

export interface Forgotten {
  /** The thread had been granted something. */
  readonly wasKnown: boolean;
  /** Contexts and originals that went because no other thread of the tenant holds them. */
  readonly contexts: number;
  readonly originals: number;
  /** Another thread of the tenant holds something of this one's, and so that stays. */
  readonly isShared: boolean;
}

export interface Memory {
  readonly contexts: Contexts;
  readonly threads: Threads;
  readonly latestVideos: LatestVideos;
  readonly originals: Originals;
  readonly heard: HeardPieces;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly feedback: Feedback;
  readonly foundLists: FoundLists;
}

/**
 * Deletes everything of a thread, and of the threads that are linked to it, but their unfinished jobs: the process that
 * runs them has to end them first. A context or an original stays while another thread of the tenant holds it.
 */
export async function forgetThread(memory: Memory, thread: ThreadId): Promise<Forgotten> {
  const tenant = tenantOf(thread);
  const grants = await memory.threads.grants(tenant);
  const mine = grants.filter((grant) => grant.thread === thread);
  const others = grants.filter((grant) => grant.thread !== thread);
  const linked = [thread, ...(await memory.latestVideos.linkedThreadsOf(thread))];
  await memory.threads.delete(thread);
  const gone = (of: (grant: Grant) => string) => {
    const held = new Set(others.map(of));
    return [...new Set(mine.map(of))].filter((name) => !held.has(name));
  };
  const contexts = gone(({ contextKey }) => contextKey);
  for (const key of contexts) await memory.contexts.delete(tenant, key);
  let originals = 0;
  const files = gone((grant) => grant.sha256);
  for (const sha256 of files) {
    if (await memory.originals.delete(tenant, sha256)) originals += 1;
  }
  // A thread whose video is not summarized yet holds none, so that all go that no other thread holds.
  await memory.heard.deleteOthers(tenant, new Set(others.map(({ sha256 }) => sha256)));
  for (const one of linked) {
    await forgetJobs(memory, one);
    await memory.feedback.deleteOf(one);
    await memory.foundLists.delete(one);
  }
  const isShared = mine.some(
    (grant) => !contexts.includes(grant.contextKey) || !files.includes(grant.sha256),
  );
  return { wasKnown: mine.length > 0, contexts: contexts.length, originals, isShared };
}

async function forgetJobs({ jobs, outbox }: Memory, thread: ThreadId): Promise<void> {
  for (const job of await jobs.list({ thread })) {
    if (isUnfinished(job)) continue;
    await outbox.deleteOf(job.tenant, job.id);
    await jobs.delete(job);
  }
}

/** Every record and blob of a tenant that has removed the bot. */
export async function purgeTenant(database: Database, tenant: Tenant): Promise<void> {
  const keys = (await database.keys(EVERYTHING)).filter((key) => belongsTo(key, tenant));
  if (keys.length > 0) await database.remove(keys);
  await database.compact();
}

/** Does the work, on a full disk once more after room was made: deleting may have to write first, for instance that a job stops. */
export async function withRoom<T>(work: () => Promise<T>, makeRoom: () => Promise<unknown>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CuepointError && error.code === "no-space")) throw error;
    await makeRoom();
    return await work();
  }
}
