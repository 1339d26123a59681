import { isUnfinished, type Job, type JobKey, type Jobs, UNFINISHED } from "../../store/jobs.ts";
import { stopReason } from "./queue.ts";
import type { RunLock } from "./run-lock.ts";

/** So many deaths beside other jobs may be chance; from then on the job runs alone, until it has ended. */
const SUSPECT_AFTER = 2;
/** So many deaths in a row, with no other job's between, only the job itself explains. */
const MOST_IN_A_ROW = 3;
/** With two such videos at once no three deaths are in a row; this ends them all the same. */
const MOST_ALONE = 10;

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

/** A job that is running when it is given to us was a dead process's. It waits again, so that this death counts once. */
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

type Deaths = Pick<Job, "crashes" | "deathsAlone" | "deathsInARow">;

/** A death says nothing of the jobs that ran side by side: any of them may have caused it, or a `kill -9` by hand. */
function isSuspected({ crashes }: Deaths): boolean {
  return crashes >= SUSPECT_AFTER;
}

/** Only deaths while it ran alone are held against a job, and only where deaths in general do not explain them. */
export function isToBlame({ deathsAlone, deathsInARow }: Deaths): boolean {
  return deathsInARow >= MOST_IN_A_ROW || deathsAlone >= MOST_ALONE;
}

/** What is known of a job after the process has died that ran it. */
export function afterDeath({ crashes, deathsAlone, deathsInARow, runsAlone }: Job): Deaths {
  if (!runsAlone) return { crashes: crashes + 1, deathsAlone, deathsInARow: 0 };
  return { crashes: crashes + 1, deathsAlone: deathsAlone + 1, deathsInARow: deathsInARow + 1 };
}
