import type { Logger } from "./logger.ts";

/** EX_SOFTWARE of sysexits.h. */
const OWN_FAULT = 70;

/** An orderly end that takes longer than this hangs, milliseconds. */
const LONGEST_END = 35_000;

/**
 * From now on an exception that no one caught is one line of the log, and ends the process in order: a bot's jobs go back to
 * their queue, as after a death of the process. The exit code says that it was no wish.
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
