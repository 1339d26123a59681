import PQueue from "p-queue";
import type { Outcome } from "../outcome.ts";
import { addOutcome, type OutcomeLine, readOutcomes } from "./outcome-file.ts";
import type { Task } from "./plan.ts";

interface RunOptions {
  /** Of the outcomes so far and to come. */
  readonly path: string;
  /** Videos that are watched at a time. */
  readonly parallel: number;
  readonly watch: (task: Task, signal: AbortSignal) => Promise<Outcome>;
  readonly onProgress: (progress: RunProgress) => void;
}

export interface RunProgress {
  readonly done: number;
  readonly of: number;
  /** Null before the first one of this run is done. */
  readonly secondsLeft: number | null;
}

/**
 * Runs what is missing of a plan, and returns all its outcomes in the plan's order. A task that fails otherwise than by the
 * model ends the run; what was done by then is kept.
 */
export async function runTasks(
  tasks: readonly Task[],
  { path, parallel, watch, onProgress }: RunOptions,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const known = new Map((await readOutcomes(path)).map(({ task, outcome }) => [task, outcome]));
  const missing = tasks.filter(({ id }) => !known.has(id));
  const started = performance.now();
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const queue = new PQueue({ concurrency: parallel });
  let done = 0;
  const tell = () => {
    const left = missing.length - done;
    const secondsLeft = done === 0 ? null : ((performance.now() - started) / 1000 / done) * left;
    onProgress({ done: tasks.length - left, of: tasks.length, secondsLeft });
  };
  const run = async (task: Task) => {
    either.throwIfAborted();
    try {
      const added: OutcomeLine = { task: task.id, outcome: await watch(task, either) };
      await addOutcome(path, added);
      known.set(task.id, added.outcome);
      done++;
      tell();
    } catch (error) {
      // At once: the queue would begin the next one before it has heard of this.
      failing.abort(error);
      throw error;
    }
  };
  tell();
  await Promise.allSettled(missing.map((task) => queue.add(() => run(task))));
  signal.throwIfAborted();
  failing.signal.throwIfAborted();
  return tasks.flatMap(({ id }) => known.get(id) ?? []);
}
