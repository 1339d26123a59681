import type { Job } from "../../store/jobs.ts";

/** So many deaths beside other jobs may be chance; from then on the job runs alone, until it has ended. */
const SUSPECT_AFTER = 2;
/** So many deaths in a row, with no other job's between, only the job itself explains. */
const MOST_IN_A_ROW = 3;
/** With two such videos at once no three deaths are in a row; this ends them all the same. */
const MOST_ALONE = 10;

type Deaths = Pick<Job, "crashes" | "deathsAlone" | "deathsInARow">;

/** A death says nothing of the jobs that ran side by side: any of them may have caused it, or a `kill -9` by hand. */
export function isSuspected({ crashes }: Deaths): boolean {
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
