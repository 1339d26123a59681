import { type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../clock.ts";
import type { Addresses } from "../web/addresses.ts";
import { createBoltLogger } from "../web/bolt-logger.ts";
import { clientOptions } from "../web/client.ts";
import { readFailure } from "../web/failure.ts";

interface SocketOptions {
  readonly appToken: string;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Slack renews a connection every few hours, which must not cost a message. Milliseconds. */
const RECONNECT_PAUSES = [0, 500, 2000, 5000, 15_000, 30_000];
/** The handshake of closing takes a moment where the other side is there, and for ever where it is not. */
const CLOSE_TIMEOUT = 1000;

/**
 * Socket Mode, connected again by us: the library waits five seconds before it does, and a failure to connect
 * again ends the whole process there.
 */
export function createSocket({ appToken, addresses, clock, logger }: SocketOptions): Receiver {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: createBoltLogger(logger),
    installerOptions: { clientOptions: { ...clientOptions(addresses, logger) } },
    processEventErrorHandler: async () => false,
  });
  const { client } = receiver;
  let state: "idle" | "connecting" | "connected" | "stopped" = "idle";

  const reconnect = async () => {
    state = "connecting";
    for (let attempt = 0; state === "connecting"; attempt += 1) {
      await clock.wait(RECONNECT_PAUSES[attempt] ?? 30_000);
      if (state !== "connecting") return;
      try {
        await client.start();
        if (state === "connecting") state = "connected";
        logger.info({ attempt }, "connected to Slack again");
      } catch (error) {
        logger.warn({ attempt, reason: readFailure(error)?.reason }, "could not connect to Slack again");
      }
    }
  };

  client.on("disconnected", () => {
    if (state === "connected") void reconnect();
  });

  return {
    init: (app) => receiver.init(app),
    async start() {
      state = "connecting";
      const reply = await client.start();
      state = "connected";
      return reply;
    },
    async stop() {
      const wasOpen = state === "connected";
      state = "stopped";
      if (wasOpen) await Promise.race([client.disconnect(), clockless(CLOSE_TIMEOUT)]);
    },
  };
}

function clockless(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
