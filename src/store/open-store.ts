import { resolve } from "node:path";
import type { Logger } from "../logger.ts";
import { createStore, type Store } from "./store.ts";

/** As people set them. */
interface StoreSettings {
  readonly url: string | undefined;
  readonly folder: string;
  readonly contextTtlHours: number;
  readonly maxMegabytes: number;
  readonly originalTtlMinutes: number;
  readonly originalsMaxMegabytes: number;
}

const MEGABYTE = 1_000_000;
const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;

export function openStore(
  settings: StoreSettings,
  logger: Logger,
  onSetAside?: (path: string) => void,
): Store {
  return createStore({
    ...(onSetAside && { onSetAside }),
    url: settings.url,
    folder: resolve(settings.folder),
    logger,
    now: Date.now,
    maxBytes: settings.maxMegabytes * MEGABYTE,
    contextTtlMs: settings.contextTtlHours * MINUTES_PER_HOUR * MINUTE_MS,
    originalTtlMs: settings.originalTtlMinutes * MINUTE_MS,
    originalsMaxBytes: settings.originalsMaxMegabytes * MEGABYTE,
  });
}
