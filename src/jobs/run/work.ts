import type { CommandDefinition } from "../../chat/command.ts";
import { isClosed, type OpenThread } from "../../chat/thread.ts";
import { CuepointError, hasCode } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { Job, Jobs } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";
import type { DiskRoom } from "../limits/disk-space.ts";
import type { Eta } from "../limits/eta.ts";
import type { AccountDeps } from "../limits/metering.ts";
import { JobStop, type RunContext } from "../queue/queue.ts";
import type { OutboxThread } from "./outbox-thread.ts";
import { type StateText, stateMessage } from "./progress-message.ts";

export interface HandlerDeps extends AccountDeps {
  readonly commands: readonly CommandDefinition[];
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  readonly jobs: Pick<Jobs, "list">;
  readonly disk: DiskRoom;
  readonly eta: Eta;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
}

/** One try of a job. */
export interface Work extends RunContext {
  readonly job: Job;
  readonly thread: OutboxThread;
  readonly minutesLeft: () => number | null;
  readonly deps: HandlerDeps;
}

/** Shows a state of the job that is no step of its command. */
export async function showState(work: Work, text: StateText): Promise<void> {
  const { job, thread, minutesLeft, deps } = work;
  await quietly(deps, () => thread.post(stateMessage(job, text, minutesLeft())));
}

/** What is said on the way is not worth a job. */
export async function quietly(
  { logger }: Pick<HandlerDeps, "logger">,
  speak: () => Promise<unknown>,
): Promise<void> {
  try {
    await speak();
  } catch (error) {
    if (isLost(error)) throw error;
    // The adapter has logged it, and so does the job's end.
    if (isClosed(error)) return;
    logger.warn({ err: error }, "a job's progress could not be shown");
  }
}

/** Another process has the job now. */
export function isLost(thrown: unknown): boolean {
  return thrown instanceof JobStop && thrown.reason === "lost";
}

/** A fault of our own, with the job id that leads to its cause in the log. */
export function withJob(error: CuepointError, job: string): CuepointError {
  return hasCode(error, "unexpected") ? new CuepointError(error.code, { job }, error.cause) : error;
}
