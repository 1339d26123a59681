import { isUnfinished, type Job, type JobKey, type Jobs, UNFINISHED } from "../../store/jobs.ts";
import { afterDeath, isSuspected, isToBlame } from "./blame.ts";
import { stopReason } from "./job-stop.ts";
import type { RunLock } from "./run-lock.ts";

export interface ClaimDeps {
  readonly records: Jobs;
  /** Of this process. */
  readonly runLock: RunLock;
}

/** A job that this process may run; to be released when it has ended. */
interface Claimed {
  readonly job: Job;
  release(): void;
}

/**
 * Takes a job up: at once, or where it is suspected once nothing else runs here. "later": others first, because the
 * process died while this one ran alone, or because this process ends. Null where it has ended.
 */
export async function claim(
  key: JobKey,
  { records, runLock }: ClaimDeps,
  signal: AbortSignal,
): Promise<Claimed | "later" | null> {
  const found = await records.get(key);
  if (!found || !isUnfinished(found)) return null;
  const job = found.state === "running" ? await noteDeath(found, records) : found;
  if (!job) return null;
  if (found.state === "running" && found.runsAlone && !isToBlame(job)) return "later";
  const runsAlone = isSuspected(job) && !isToBlame(job);
  const release = await runLock.acquire(runsAlone ? "exclusive" : "shared");
  let taken: Job | "later" | undefined;
  try {
    const stopped = stopReason(signal);
    const endsHere = stopped === "shutdown" || stopped === "crashed" || stopped === "lost";
    taken = endsHere ? "later" : await take(job, runsAlone, records);
  } finally {
    if (!taken || taken === "later") release();
  }
  if (!taken) return null;
  return taken === "later" ? taken : { job: taken, release };
}

/** A job that is running when it is given to us was a dead process's. It counts as waiting again, so that a death of ours is not counted twice. */
async function noteDeath(found: Job, records: Jobs): Promise<Job | undefined> {
  const job = await records.move(found, ["running"], {
    ...afterDeath(found),
    state: "queued",
    runsAlone: false,
  });
  await resetDeathsInARow(found, records);
  return job;
}

/** After a death beside this job, the deaths of other jobs are no longer in a row. */
export async function resetDeathsInARow(found: JobKey, records: Jobs): Promise<void> {
  for (const other of await records.list({ states: UNFINISHED })) {
    const isSame = other.tenant === found.tenant && other.id === found.id;
    if (!isSame && other.deathsInARow > 0) await records.move(other, [other.state], { deathsInARow: 0 });
  }
}

async function take(job: Job, runsAlone: boolean, records: Jobs): Promise<Job | undefined> {
  const attempts = job.attempts + 1;
  const changed = job.runsAlone !== runsAlone && { runsAlone };
  return records.move(job, ["queued"], { state: "running", attempts, ...changed });
}
