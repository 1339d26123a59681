import { createLogger } from "../../../src/create-logger.ts";

/** Logs nothing, as a logger of the product would. */
export const silentLogger = createLogger({ level: "silent", format: "json" });

/** Keeps the lines. */
export function rememberingLogger() {
  const lines: Record<string, unknown>[] = [];
  const sink = { write: (text: string) => void lines.push(JSON.parse(text)) };
  return { lines, logger: createLogger({ level: "info", format: "json" }, sink) };
}
