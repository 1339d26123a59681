import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pTimeout from "p-timeout";
import { createDiskRoom, type DiskPlaces } from "../jobs/limits/disk-space.ts";
import type { Logger } from "../logger.ts";
import type { Store } from "../store/store.ts";
import type { Metrics } from "./metrics.ts";

type Check = () => Promise<unknown>;

/** What has to work before work makes sense; each rejects, or takes too long, where it does not. */
export interface Checks {
  readonly queue: Check;
  readonly store: Check;
  readonly disk?: Check;
  readonly model?: Check;
  /** Whether people are heard there. */
  readonly slack?: Check;
  readonly discord?: Check;
}

interface HealthOptions {
  /** 0: the system chooses one. */
  readonly port: number;
  readonly host: string;
  readonly checks: Checks;
  readonly metrics: () => Promise<{ readonly type: string; readonly body: string }>;
  readonly logger: Logger;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A check that takes longer has failed, milliseconds. */
const CHECK_MS = 3_000;
/** Looking for a model server that is not there ends no later than this, milliseconds. */
const MODEL_MS = 2_500;
const PLAIN = "text/plain; charset=utf-8";

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

/** `/healthz`: the process lives. `/readyz`: what it needs does too, or 503 and the names of what does not. */
export async function startHealthServer(options: HealthOptions): Promise<HealthServer> {
  const { logger, metrics } = options;
  const answer = async (path: string | undefined, response: ServerResponse) => {
    if (path === "/healthz") return send(response, 200, PLAIN, "ok\n");
    if (path === "/readyz") {
      const failing = await failingChecks(options.checks);
      const body = failing.length === 0 ? "ready\n" : `not ready: ${failing.join(", ")}\n`;
      return send(response, failing.length === 0 ? 200 : 503, PLAIN, body);
    }
    if (path !== "/metrics") return send(response, 404, PLAIN, "not found\n");
    const { type, body } = await metrics();
    return send(response, 200, type, body);
  };
  const server = createServer((request, response) => {
    answer(request.url?.split("?")[0], response).catch((error: unknown) => {
      logger.warn({ err: error }, "a health request failed");
      send(response, 500, PLAIN, "failed\n");
    });
  });
  server.listen(options.port, options.host);
  await once(server, "listening");
  // A connection that cannot be taken, e.g. for want of file descriptors, must not end the bot.
  server.on("error", (error) => logger.warn({ err: error }, "the health port failed"));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

/** Names alone: the operator finds the causes in the log, and others should not learn them. */
async function failingChecks(checks: Checks): Promise<string[]> {
  const names = await Promise.all(
    Object.entries<Check>({ ...checks }).map(async ([name, check]) => {
      return pTimeout(check(), { milliseconds: CHECK_MS }).then(
        () => null,
        () => name,
      );
    }),
  );
  return names.filter((name) => name !== null);
}
