import pTimeout from "p-timeout";
import type { Logger } from "../../logger.ts";
import { storeFault } from "./fault.ts";

/** Runs one call to the database; rejects with a coded error, and never later than the limit. */
export type Guard = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * A client of a server that is away may wait for ever, and a person would wait with it. So each call is raced with
 * a timer; whatever fails becomes a coded error. The log tells of an outage once, and of its end.
 */
export function createGuard(limitMs: number, logger: Logger): Guard {
  let isAway = false;
  return async (call) => {
    try {
      const result = await pTimeout(call(), {
        milliseconds: limitMs,
        message: `no answer within ${limitMs} ms`,
      });
      if (isAway) logger.info("the store is back");
      isAway = false;
      return result;
    } catch (error) {
      const coded = storeFault(error);
      if (!isAway) logger.error({ err: coded }, "the store does not answer");
      isAway = true;
      throw coded;
    }
  };
}
