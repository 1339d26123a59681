import type { CommandEvent } from "../chat/event.ts";
import type { ProgressStep } from "../chat/message.ts";
import type { ErrorCode, ErrorDetails } from "../errors.ts";
import { type JobState, UNFINISHED } from "../store/jobs.ts";

/** "platform:tenant", the first two parts of the thread's id, and the job's own id, which is unique inside it. */
export interface JobKey {
  readonly tenant: string;
  readonly id: string;
}

/** How far a job is, or how it ended. */
export interface JobProgress {
  readonly step?: ProgressStep;
  /** 0 to 1 of the step. */
  readonly fraction?: number;
  /** Why it failed, or why it waits. */
  readonly code?: ErrorCode;
  readonly details?: ErrorDetails;
  /** Somebody wants it stopped; whoever runs it, also after a crash, ends it. */
  readonly cancelled?: boolean;
}

/** A piece of slow work that somebody asked for; plain JSON, so that any machine can run it. */
export interface Job extends JobKey {
  /** What was asked, by whom, and where the answer goes. */
  readonly event: CommandEvent;
  readonly state: JobState;
  /** Milliseconds since 1970, as all times of a job. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** How often it was taken up. The number of the latest taking names the process that may speak for it. */
  readonly attempts: number;
  /** How often the process that ran it died. */
  readonly crashes: number;
  /** How often of these while nothing else ran there, and how often in a row without a death of another job. */
  readonly deathsAlone: number;
  readonly deathsInARow: number;
  /** Whether the latest taking was one with nothing else beside it. */
  readonly runsAlone: boolean;
  /** How often it failed on something that may pass. */
  readonly failures: number;
  /** Since when it waits for room on the disk. */
  readonly waitingSince?: number;
  /** SHA-256 of the video, once it is known. */
  readonly content?: string;
  readonly progress: JobProgress;
}

/** Of a job that has not been taken up yet. */
export const UNTRIED = {
  attempts: 0,
  crashes: 0,
  deathsAlone: 0,
  deathsInARow: 0,
  runsAlone: false,
  failures: 0,
  progress: {},
} as const;

export function isUnfinished({ state }: Job): boolean {
  return UNFINISHED.includes(state);
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
