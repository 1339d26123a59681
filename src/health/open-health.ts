import { createDiskRoom } from "../jobs/disk-room.ts";
import type { Logger } from "../logger.ts";
import type { Store } from "../store/store.ts";
import type { ModelSource } from "../vision/model-source.ts";
import type { Metrics } from "./metrics.ts";
import { type HealthServer, startHealthServer } from "./server.ts";

interface Watched {
  readonly store: Pick<Store, "check">;
  readonly queue: () => Promise<unknown>;
  readonly model: ModelSource;
  /** Where videos are fetched to, and how many bytes stay free in it. */
  readonly folder: string;
  readonly reserveBytes: number;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Null where no port is set. */
export async function openHealth(
  { port, host }: { readonly port: number | undefined; readonly host: string },
  { store, queue, model, folder, reserveBytes, metrics, logger }: Watched,
): Promise<HealthServer | null> {
  if (port === undefined) return null;
  const disk = createDiskRoom(folder, reserveBytes);
  const checks = {
    queue,
    store: store.check,
    async disk() {
      if (!(await disk.hasRoom(undefined))) throw new Error("no room");
    },
    async model() {
      if (!(await model(AbortSignal.timeout(MODEL_MS)))) throw new Error("no model");
    },
  };
  return startHealthServer({ port, host, checks, metrics: metrics.text, logger });
}

/** Looking for a server that is not there ends no later than this, milliseconds. */
const MODEL_MS = 2_500;
