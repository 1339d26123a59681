import type { ProcessEnd } from "./jobs/queue/queue.ts";
import type { Logger } from "./logger.ts";

/** EX_SOFTWARE of sysexits.h. */
const OWN_FAULT = 70;

/** An orderly end that takes longer than this hangs, milliseconds. */
const LONGEST_END = 35_000;

/**
 * From now on an exception that no one caught is one line of the log, and ends the process in order: a bot's jobs go back to
 * their queue, as after a death of the process. The exit code says that it was a fault.
 */
export function endOnUncaught(logger: Logger): void {
  let isEnding = false;
  process.on("uncaughtException", (error: unknown) => {
    const stack = error instanceof Error ? error.stack : undefined;
    logger.fatal({ err: error, stack }, "an exception that no one caught ends the process");
    if (isEnding) return;
    isEnding = true;
    process.once("exit", () => {
      process.exitCode = OWN_FAULT;
    });
    // Before anything listens, nothing has begun that should end well.
    const isHeard = process.emit("SIGABRT", "SIGABRT") || process.emit("SIGTERM", "SIGTERM");
    if (!isHeard) process.exit(OWN_FAULT);
    setTimeout(() => process.exit(OWN_FAULT), LONGEST_END).unref();
  });
}

/** Resolves when the process is asked to end. SIGABRT comes from `endOnUncaught`. */
export function stopSignal(): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve("shutdown")).once("SIGINT", () => resolve("shutdown"));
    process.once("SIGABRT", () => resolve("crashed"));
  });
}

/**
 * Ends the process after so many milliseconds, whatever still hangs: a server that does not answer must not keep a process
 * that was told to end. One that is done ends before, by itself.
 */
export function endWithin(milliseconds: number, logger: Logger): void {
  setTimeout(() => {
    logger.info({ milliseconds }, "something did not end in time; the process ends without it");
    process.exit();
  }, milliseconds).unref();
}
