import type { Catalogue } from "../chat/locales/locales.ts";
import type { Config } from "../config.ts";
import { createLogger } from "../create-logger.ts";
import type { Logger } from "../logger.ts";
import { discoverModel } from "../vision/discovery/discover.ts";

/** Looking for the model's server takes no longer, milliseconds. */
const MODEL_MS = 10_000;

/**
 * Writes the few lines of a start that an operator wants to see at the usual level too, where "info" is not shown. A
 * level that asks for quiet is kept.
 */
export function createAnnounce(log: Config["log"], secrets: readonly (string | undefined)[]) {
  const level = log.level === "warn" ? "info" : log.level;
  const logger = createLogger({ ...log, level, secrets });
  return (line: string) => logger.info(line);
}

/** Says whether there is a model, and which. Never rejects. */
export async function announceModel(
  { baseUrl, name, apiKey }: Config["model"],
  { start }: Catalogue,
  { announce, logger }: { readonly announce: (line: string) => void; readonly logger: Logger },
): Promise<void> {
  try {
    const signal = AbortSignal.timeout(MODEL_MS);
    const found = await discoverModel({ baseUrl, name, apiKey, signal, logger });
    announce(found ? start.modelFound(found.name) : start.modelMissing);
  } catch {
    // The cause is told with the first job that misses the model; a server may well start after its bot.
    announce(start.modelUnreachable);
  }
}

export function announceHealth(
  { host }: Config["health"],
  port: number | undefined,
  { start }: Catalogue,
  announce: (line: string) => void,
): void {
  const name = host.includes(":") ? `[${host}]` : host;
  announce(port === undefined ? start.noHealth : start.health(`http://${name}:${port}`));
}
