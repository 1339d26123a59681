import type { CommandEvent } from "../../chat/event.ts";
import type { ErrorCode, ErrorDetails } from "../../errors.ts";
import type { Job, JobKey, JobProgress } from "../../store/jobs.ts";

export interface Added {
  readonly job: Job;
  /** False where it was known already: the platform delivered its message twice. */
  readonly isNew: boolean;
}

export interface JobStatus {
  readonly job: Job;
  /** 1 for the one that starts next; 0 for a job that does not wait. */
  readonly position: number;
}

/** What the handler of a job is given. */
export interface RunContext {
  /**
   * Aborts with a JobStop: "cancelled" by a person, "shutdown" or "crashed" of this process, "lost" to another process. A job
   * that was cancelled before it was taken up comes with an aborted signal: its person is still told.
   */
  readonly signal: AbortSignal;
  /** Comes back at once; written down at most once a second. */
  report(progress: JobProgress): void;
  /** Remembers the video's content. */
  noteContent(sha256: string): Promise<void>;
  /** Throws JobStop "lost" where another process has taken the job up. To be called before each message to a person. */
  assertMine(): Promise<void>;
}

/** What a handler makes of a job. "again" puts it back into the queue, for no sooner than the delay. */
export type Ending =
  | { readonly state: "done" | "cancelled" }
  | { readonly state: "failed"; readonly code: ErrorCode; readonly details: ErrorDetails }
  | {
      readonly state: "again";
      readonly delayMs: number;
      /** What is remembered of the try that came to nothing. */
      readonly changes?: Partial<
        Pick<
          Job,
          "failures" | "waitingSince" | "progress" | "crashes" | "deathsAlone" | "deathsInARow" | "runsAlone"
        >
      >;
    };

/** A rejection means that the machinery failed, not the job: the job is taken up again after a while. */
export type JobHandler = (job: Job, context: RunContext) => Promise<Ending>;

/** Tells the person that the job waits; the job does not start before this resolves. Must not reject. */
export type Announce = (status: JobStatus) => Promise<void>;

/** Slow work in fair order. Methods may throw `store-unavailable`. */
export interface JobQueue {
  /** The job is durable when `announce` is called. Throws `limit-person`, `limit-tenant`, `limit-queue`. */
  add(event: CommandEvent, announce: Announce): Promise<Added>;
  /** The job as it was, where it was unfinished; null where there is nothing to stop. */
  cancel(key: JobKey): Promise<Job | null>;
  status(key: JobKey): Promise<JobStatus | null>;
  /** All of a tenant's jobs that are remembered, oldest first. */
  list(tenant: string): Promise<JobStatus[]>;
  /** Takes up the jobs of a dead process, then new ones. To be called once; a gateway never does. */
  process(handler: JobHandler): Promise<void>;
  /** Takes nothing new; what runs has this long to end, then goes back into the queue. A crash counts as a death there. */
  close(deadlineMs: number, end: ProcessEnd): Promise<void>;
}

/**
 * "closed": the thread takes nothing more, and said so by the error that is the stop's cause. "crashed": the process ends
 * by an exception that no one caught, which counts as its death.
 */
export type StopReason = "cancelled" | ProcessEnd | "lost" | "closed";

/** Why the process ends. */
export type ProcessEnd = "shutdown" | "crashed";

/** Why a running job's signal aborts. Named as an abort, so that every layer takes it as one. */
export class JobStop extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason, cause?: unknown) {
    super(`the job was stopped: ${reason}`, { cause });
    this.name = "AbortError";
    this.reason = reason;
  }
}

/** Null while the signal has not aborted. */
export function stopReason(signal: AbortSignal): StopReason | null {
  if (!signal.aborted) return null;
  return signal.reason instanceof JobStop ? signal.reason.reason : "cancelled";
}
