import { pino } from "pino";
import { prettyFactory } from "pino-pretty";
import type { Logger } from "./logger.ts";
import { createRedactor, errorFields } from "./redact.ts";

/** A shorter value is a placeholder such as "none", and hiding it would tear holes into ordinary words. */
const SHORTEST_SECRET = 6;

interface LoggerOptions {
  readonly level: "debug" | "info" | "warn" | "error" | "silent";
  /** "auto": pretty for a person at a terminal, one JSON object a line for everything else. */
  readonly format: "auto" | "json" | "pretty";
  /** Values that must never appear, wherever they come from: the API key and its like. */
  readonly secrets?: readonly (string | undefined)[];
}

/** Where lines go: process.stderr, or what a test reads. */
interface LogSink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Logs go to stderr, so that stdout holds results alone. Each line is written before the call returns: a crash
 * or an exit loses none, and no worker thread keeps the process alive.
 */
export function createLogger(
  { level, format, secrets = [] }: LoggerOptions,
  sink: LogSink = process.stderr,
): Logger {
  const pretty = format === "pretty" || (format === "auto" && sink.isTTY === true);
  const render = pretty ? prettyLine(sink.isTTY === true) : jsonLine;
  const redact = createRedactor(
    secrets.flatMap((secret = "") => (secret.length < SHORTEST_SECRET ? [] : [secret])),
  );
  // Redacting the finished line also reaches child loggers' bindings and any depth, which pino's `redact` paths do not.
  const stream = { write: (line: string) => void sink.write(render(redact(JSON.parse(line)))) };
  const serializers = { err: keepErrorFields };
  return pino({ level, serializers, formatters: { log: withErrorFields } }, stream);
}

function withErrorFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, keepErrorFields(value)]));
}

function keepErrorFields(value: unknown): unknown {
  return value instanceof Error ? errorFields(value) : value;
}

function jsonLine(entry: unknown): string {
  return `${JSON.stringify(entry)}\n`;
}

function prettyLine(colorize: boolean): (entry: unknown) => string {
  return prettyFactory({ colorize, translateTime: "SYS:HH:MM:ss.l", ignore: "pid,hostname" });
}
