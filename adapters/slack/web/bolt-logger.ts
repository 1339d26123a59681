import { format } from "node:util";
import { LogLevel } from "@slack/bolt";
import type { Logger } from "../../../src/logger.ts";

/**
 * What the library has to say, in our log. Its debug lines hold message texts and private addresses, so they go
 * nowhere; its news of every connection is of interest only to somebody who debugs.
 */
export function createBoltLogger(logger: Logger) {
  const line = (parts: readonly unknown[]) => format(...parts.map(asText));
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => logger.debug(line(parts)),
    warn: (...parts: unknown[]) => logger.warn(line(parts)),
    error: (...parts: unknown[]) => logger.warn(line(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

/** The library logs whole error objects, with the request in them. */
function asText(part: unknown): unknown {
  return part instanceof Error ? part.message : part;
}
