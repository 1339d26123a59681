import { pino } from "pino";
import type { Logger } from "../../src/logger.ts";

export interface LoggedLine {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

interface FakeLogger extends Logger {
  readonly lines: readonly LoggedLine[];
}

/** A logger that keeps its lines instead of writing them, and hides nothing in them. */
export function createFakeLogger(level: "debug" | "info" = "debug"): FakeLogger {
  const lines: LoggedLine[] = [];
  const logger = pino({ level }, { write: (line) => lines.push(JSON.parse(line) as LoggedLine) });
  return Object.assign(logger, { lines });
}
