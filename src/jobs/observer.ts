import type { ProgressStep } from "../chat/message.ts";
import type { ErrorCode } from "../errors.ts";
import type { Job, JobState } from "../store/jobs.ts";

/** Hears what becomes of jobs, for metrics and for the sense of how long they take. */
export interface JobObserver {
  refused(code: ErrorCode): void;
  /** `waitedMs` since it was asked for; only of the first taking. */
  started(job: Job, waitedMs: number): void;
  /** A step of a job has ended. */
  stepped(step: ProgressStep, milliseconds: number): void;
  ended(job: Job, state: JobState, milliseconds: number): void;
}

export function observers(...all: readonly JobObserver[]): JobObserver {
  return {
    refused: (code) => all.forEach((one) => void one.refused(code)),
    started: (job, waitedMs) => all.forEach((one) => void one.started(job, waitedMs)),
    stepped: (step, milliseconds) => all.forEach((one) => void one.stepped(step, milliseconds)),
    ended: (job, state, milliseconds) => all.forEach((one) => void one.ended(job, state, milliseconds)),
  };
}
