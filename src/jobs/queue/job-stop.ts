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
