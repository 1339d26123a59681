import { pino } from "pino";
import type { Logger } from "../../src/logger.ts";

export interface LoggedLine {
  readonly level: number;
  readonly msg: string;
}

/** A logger that keeps its lines instead of writing them. */
export function createFakeLogger(): Logger & { readonly lines: readonly LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const logger = pino({ level: "debug" }, { write: (line) => lines.push(JSON.parse(line) as LoggedLine) });
  return Object.assign(logger, { lines });
}
