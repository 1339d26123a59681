import { isUnfinished, type Job, type JobKey, type Jobs, UNFINISHED } from "../../store/jobs.ts";
import { afterDeath, isSuspected, isToBlame } from "./blame.ts";
import type { Company } from "./company.ts";
import { stopReason } from "./job-stop.ts";

export interface ClaimDeps {
  readonly records: Jobs;
  /** Of this process. */
  readonly company: Company;
}

/** A job that this process may run, until it lets go of its place. */
interface Claimed {
  readonly job: Job;
  leave(): void;
}

/**
 * Takes a job up: at once, or where it is suspected once nothing else runs here. "later": others first, because the
 * process died while this one ran alone, or because this process ends. Null where it has ended.
 */
export async function claim(
  key: JobKey,
  { records, company }: ClaimDeps,
  signal: AbortSignal,
): Promise<Claimed | "later" | null> {
  const found = await records.get(key);
  if (!found || !isUnfinished(found)) return null;
  const job = found.state === "running" ? await noteDeath(found, records) : found;
  if (!job) return null;
  if (found.state === "running" && found.runsAlone && !isToBlame(job)) return "later";
  const runsAlone = isSuspected(job) && !isToBlame(job);
  const leave = await company.join(runsAlone ? "alone" : "together");
  let taken: Job | "later" | undefined;
  try {
    const stopped = stopReason(signal);
    const endsHere = stopped === "shutdown" || stopped === "crashed" || stopped === "lost";
    taken = endsHere ? "later" : await take(job, runsAlone, records);
  } finally {
    if (!taken || taken === "later") leave();
  }
  if (!taken) return null;
  return taken === "later" ? taken : { job: taken, leave };
}

/** Running, when it is our turn, is a dead process's. It waits again until it is taken up: another death is not its own. */
async function noteDeath(found: Job, records: Jobs): Promise<Job | undefined> {
  const job = await records.move(found, ["running"], {
    ...afterDeath(found),
    state: "queued",
    runsAlone: false,
  });
  await breakRows(found, records);
  return job;
}

/** After a death with which this job ran: the deaths of no other are in a row any more. */
export async function breakRows(found: JobKey, records: Jobs): Promise<void> {
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
