import { type Job, UNFINISHED } from "../store/jobs.ts";

interface Counted {
  readonly state: string;
  /** Empty where it has not begun. */
  readonly step: string;
  readonly jobs: number;
}

/** Unfinished jobs at this moment, of all machines; a state that none is in is told too. */
export type CountJobs = () => Promise<readonly Counted[]>;

export function countByStep(jobs: readonly Job[]): readonly Counted[] {
  const counts = new Map<string, Counted>();
  const add = (state: string, step: string, more: number) => {
    const key = `${state} ${step}`;
    counts.set(key, { state, step, jobs: (counts.get(key)?.jobs ?? 0) + more });
  };
  for (const state of UNFINISHED) add(state, "", 0);
  for (const { state, progress } of jobs) add(state, state === "running" ? (progress.step ?? "") : "", 1);
  return [...counts.values()];
}
