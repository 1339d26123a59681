import { createDiskRoom, type DiskPlaces } from "../jobs/limits/disk-space.ts";
import type { Logger } from "../logger.ts";
import type { Store } from "../store/store.ts";
import type { Metrics } from "./metrics.ts";
import { type Checks, type HealthServer, startHealthServer } from "./server.ts";

export interface Watched {
  readonly store: Pick<Store, "check">;
  readonly queue: () => Promise<unknown>;
  /** By name; those that this process hears people on. */
  readonly platforms?: Pick<Checks, "slack" | "discord">;
  /** Absent where others do the work: no video is fetched here, and no model asked. */
  readonly work?: Work | undefined;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

interface Work extends DiskPlaces {
  /** Whether the model's server answers. */
  readonly model: (signal: AbortSignal) => Promise<boolean>;
}

/** Null where no port is set. */
export async function openHealth(
  { port, host }: { readonly port: number | undefined; readonly host: string },
  { store, queue, platforms, work, metrics, logger }: Watched,
): Promise<HealthServer | null> {
  if (port === undefined) return null;
  const checks = { queue, store: store.check, ...platforms, ...(work && checksOf(work)) };
  return startHealthServer({ port, host, checks, metrics: metrics.text, logger });
}

function checksOf({ model, ...places }: Work): Pick<Checks, "disk" | "model"> {
  const disk = createDiskRoom(places);
  return {
    async disk() {
      if (!(await disk.hasRoom(undefined))) throw new Error("no room");
    },
    async model() {
      if (!(await model(AbortSignal.timeout(MODEL_MS)))) throw new Error("no model");
    },
  };
}

/** Looking for a server that is not there ends no later than this, milliseconds. */
const MODEL_MS = 2_500;
