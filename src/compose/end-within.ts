import type { Logger } from "../logger.ts";

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
