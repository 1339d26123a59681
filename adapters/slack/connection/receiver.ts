import { type App, HTTPReceiver, type Receiver, type ReceiverEvent } from "@slack/bolt";
import type { ConnectionWatch } from "../../../src/chat/adapter.ts";
import { CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { toCuepointError } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import { type Addresses, createBoltLogger } from "../web/client.ts";
import { createSocket } from "./socket.ts";

/** Milliseconds; Slack waits three seconds, and the network takes its share. */
const ACKNOWLEDGE_AFTER = 2000;
const PORT = 3000;

/** Throws TypeError where neither Socket Mode nor HTTP has what it needs. */
export function createReceiver(
  options: SlackOptions,
  addresses: Addresses,
  clock: Clock,
  watch?: ConnectionWatch,
): Receiver {
  const { logger, acknowledgeAfter: after = ACKNOWLEDGE_AFTER } = options;
  return holdAcknowledgements(transport(options, addresses, clock, watch), { after, logger });
}

function transport(
  options: SlackOptions,
  addresses: Addresses,
  clock: Clock,
  watch: ConnectionWatch | undefined,
): Receiver {
  const { appToken, signingSecret, port = PORT, logger } = options;
  if (appToken !== undefined) return createSocket({ appToken, addresses, clock, logger, watch });
  if (signingSecret !== undefined) return createHttp({ signingSecret, port, logger });
  throw new TypeError("Slack needs an app-level token or a signing secret");
}

interface HttpOptions {
  readonly signingSecret: string;
  readonly port: number;
  readonly logger: Logger;
}

/** Slack's events are small; a larger body is not from Slack. */
const BODY_LIMIT = 1_000_000;

/** Takes events, commands and actions at /slack/events, where each must carry Slack's signature. */
function createHttp({ signingSecret, port, logger }: HttpOptions): Receiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    endpoints: ["/slack/events"],
    bodyLimit: BODY_LIMIT,
    logger: createBoltLogger(logger),
    // A caller of anything else is not Slack, and learns nothing.
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

/** The port is taken, is not ours to use, or the machine does not have that address. */
function asPortFault(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  const isPort = code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL";
  return isPort ? new CuepointError("platform-setup", { what: "slack-port" }, error) : error;
}

interface HoldOptions {
  /** Milliseconds; Slack gives up on an acknowledgement after three seconds. */
  readonly after: number;
  readonly logger: Logger;
}

type Acknowledge = ReceiverEvent["ack"];

/**
 * Bolt acknowledges an event before it is handled; if the process ends then, the event is lost. This holds the
 * acknowledgement back until the core has taken the event, though never longer than Slack waits. What fails before
 * that is not acknowledged, and Slack delivers it again.
 */
function holdAcknowledgements(receiver: Receiver, options: HoldOptions): Receiver {
  return {
    init(app) {
      const holding = Object.create(app) as App;
      holding.processEvent = (event) => processHolding(app, event, options);
      receiver.init(holding);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

async function processHolding(app: App, event: ReceiverEvent, { after, logger }: HoldOptions): Promise<void> {
  let response: Parameters<Acknowledge> = [];
  let isAcknowledged = false;
  const acknowledge = async () => {
    if (isAcknowledged) return;
    isAcknowledged = true;
    try {
      await event.ack(...response);
    } catch (error) {
      // The connection went away meanwhile; Slack delivers again, and the second time is known as such.
      logger.info({ err: error }, "could not acknowledge an event");
    }
  };
  const ack: Acknowledge = async (...given) => {
    response = given;
  };
  const timer = setTimeout(() => void acknowledge(), after);
  try {
    await app.processEvent({ ...event, ack });
    await acknowledge();
  } catch (error) {
    logger.error({ err: toCuepointError(error) }, "an event could not be handled");
    if (!isAcknowledged) throw error;
  } finally {
    clearTimeout(timer);
  }
}
