import type { Logger } from "../../src/logger.ts";

/** A logger that keeps what it is told instead of writing it. */
export function logLines(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (fields: unknown, message?: string) => void lines.push(message ?? String(fields));
  const logger = { debug: () => {}, info: keep, warn: keep, error: keep } as unknown as Logger;
  return { logger, lines };
}
