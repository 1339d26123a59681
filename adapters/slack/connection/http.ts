import { HTTPReceiver, type Receiver } from "@slack/bolt";
import { CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { createBoltLogger } from "../web/bolt-logger.ts";

interface HttpOptions {
  readonly signingSecret: string;
  readonly port: number;
  readonly logger: Logger;
}

/** Slack's events are small; a larger body is not from Slack. */
const BODY_LIMIT = 1_000_000;

/** Takes events, commands and actions at /slack/events, where each must carry Slack's signature. */
export function createHttp({ signingSecret, port, logger }: HttpOptions): Receiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    endpoints: ["/slack/events"],
    bodyLimit: BODY_LIMIT,
    logger: createBoltLogger(logger),
    // Whoever calls anything else is not Slack, and learns nothing.
    dispatchErrorHandler: ({ response }) => {
      response.writeHead(404);
      response.end();
    },
  });
  let isRunning = false;
  return {
    init: (app) => receiver.init(app),
    async start() {
      const server = await receiver.start(port).catch((error: unknown) => {
        throw asPortFault(error);
      });
      isRunning = true;
      logger.info({ address: server.address() }, "waiting for Slack's requests");
      return server;
    },
    async stop() {
      if (!isRunning) return;
      isRunning = false;
      await receiver.stop();
    },
  };
}

/** Taken by another program, not ours to have, or at an address that this machine has not. */
function asPortFault(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  const isPort = code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL";
  return isPort ? new CuepointError("platform-setup", { what: "slack-port" }, error) : error;
}
