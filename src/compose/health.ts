import { type Config, ConfigError } from "../config.ts";
import { type HealthServer, openHealth, type Watched } from "../health/server.ts";
import type { DiskPlaces } from "../jobs/limits/disk-space.ts";
import { hasModel } from "../vision/discovery/model-source.ts";

interface BotHealth extends Omit<Watched, "work"> {
  /** Where this process works on videos itself. */
  readonly place: DiskPlaces | null;
}

/** Throws ConfigError where the port cannot be had. */
export async function openBotHealth(
  { health, model }: Config,
  { place, ...watched }: BotHealth,
): Promise<HealthServer | null> {
  const { logger } = watched;
  const work = place && { ...place, model: (signal: AbortSignal) => hasModel(model, logger, signal) };
  try {
    return await openHealth(health, { ...watched, ...(work && { work }) });
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw new ConfigError([`HEALTH_PORT on HEALTH_HOST cannot be listened on (${String(code)}).`]);
  }
}
