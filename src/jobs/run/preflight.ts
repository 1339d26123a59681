import { CuepointError } from "../../errors.ts";
import type { Job } from "../../store/jobs.ts";
import { REFUSED_HOURS } from "../limits/quarantine.ts";
import { isToBlame } from "../queue/claim.ts";
import { workOf } from "../queue/job-id.ts";
import type { Ending } from "../queue/queue.ts";
import { stopReason } from "../queue/queue.ts";
import { adoptParts } from "./earlier-parts.ts";
import { fail, waitForPlatform } from "./failures.ts";
import { showState, type Work } from "./work.ts";

// What is looked at before a command runs, in order. Each gives the job's ending, or null where it may go on.

/** Between two looks at a full disk, and how long a job waits in all, milliseconds. */
const ROOM_CHECK_MS = 30_000;
const ROOM_MINUTES = 10;
const MINUTE_MS = 60_000;

export async function stopIfCancelled({ signal }: Work): Promise<Ending | null> {
  return stopReason(signal) === "cancelled" ? { state: "cancelled" } : null;
}

/** A video that has brought down its process again and again is refused for a day. */
export async function refuseIfDeadly(work: Work): Promise<Ending | null> {
  const { job, deps } = work;
  if (!isToBlame(job)) return null;
  await deps.quarantine.add(job.tenant, job.content ?? workOf(job.event));
  return fail(work, new CuepointError("video-crashed", { hours: REFUSED_HOURS }));
}

export async function waitForDiskSpace(work: Work): Promise<Ending | null> {
  const { job, deps } = work;
  const bytes = job.event.attachments[0]?.size;
  if (await deps.disk.hasRoom(bytes)) return null;
  const waitingSince = job.waitingSince ?? deps.now();
  if (deps.now() - waitingSince >= ROOM_MINUTES * MINUTE_MS) {
    return fail(work, new CuepointError("no-room", { minutes: ROOM_MINUTES }));
  }
  deps.logger.warn({ job: job.id }, "a job waits for room on the disk");
  await showState(work, "waitingForRoom");
  return { state: "again", delayMs: ROOM_CHECK_MS, changes: { waitingSince, progress: { code: "no-room" } } };
}

/** Where the platform does not take this, it would not take the answer either. */
export async function announceStart(work: Work): Promise<Ending | null> {
  await showState(work, wasInterrupted(work.job) ? "takenUpAgain" : "starting");
  return waitForPlatform(work);
}

export async function goOnFromEarlier({ job, deps }: Work): Promise<null> {
  await adoptParts(job, deps);
  return null;
}

/** By the end of its process, in peace or not; and not by a fault or a full disk, which have said so themselves. */
function wasInterrupted({ attempts, crashes, failures, waitingSince }: Job): boolean {
  return crashes > 0 || (attempts > 1 && failures === 0 && waitingSince === undefined);
}
