import type { Logger } from "../../src/logger.ts";

const nothing = () => undefined;
/** Measuring is not watched. */
export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
  child: () => silent as never,
};
