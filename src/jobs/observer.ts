import type { ProgressStep } from "../chat/message.ts";
import type { ErrorCode } from "../errors.ts";
import { type Job, type JobState, type Jobs, UNFINISHED } from "../store/jobs.ts";

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

interface Counted {
  readonly state: string;
  /** Empty where it has not begun. */
  readonly step: string;
  readonly jobs: number;
}

/** Unfinished jobs at this moment, of all machines; a state that none is in is told too. */
export type CountJobs = () => Promise<readonly Counted[]>;

export function createCountJobs(jobs: Pick<Jobs, "list">): CountJobs {
  return async () => countByStep(await jobs.list({ states: UNFINISHED }));
}

function countByStep(jobs: readonly Job[]): readonly Counted[] {
  const counts = new Map<string, Counted>();
  const add = (state: string, step: string, more: number) => {
    const key = `${state} ${step}`;
    counts.set(key, { state, step, jobs: (counts.get(key)?.jobs ?? 0) + more });
  };
  for (const state of UNFINISHED) add(state, "", 0);
  for (const { state, progress } of jobs) add(state, state === "running" ? (progress.step ?? "") : "", 1);
  return [...counts.values()];
}
