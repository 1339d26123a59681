import { type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { ConnectionWatch } from "../../../src/chat/adapter.ts";
import { CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { within } from "../../../src/util/timeout.ts";
import { readFailure, toCuepointError } from "../errors.ts";
import { type Addresses, clientOptions, createBoltLogger } from "../web/client.ts";

interface SocketOptions {
  readonly appToken: string;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly watch: ConnectionWatch | undefined;
}

/** Slack renews a connection every few hours, which must not cost a message. Milliseconds. */
const RECONNECT_PAUSES = [0, 500, 2000, 5000, 15_000, 30_000];
/** The handshake of closing takes a moment where the other side is there, and for ever where it is not. */
const CLOSE_TIMEOUT = 1000;

/**
 * Socket Mode, connected again by us: the library waits five seconds before it does, and a failure to connect
 * again ends the whole process there. A stop ends whatever is under way.
 */
export function createSocket({ appToken, addresses, clock, logger, watch }: SocketOptions): Receiver {
  const stopping = new AbortController();
  const { signal } = stopping;
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: createBoltLogger(logger),
    installerOptions: { clientOptions: stoppable(clientOptions(addresses, logger), signal) },
    processEventErrorHandler: async () => false,
  });
  const { client } = receiver;
  let isConnected = false;

  const connect = async () => {
    const reply = await client.start().catch((error: unknown) => {
      throw signal.aborted ? new CuepointError("cancelled") : (error ?? brokenOff());
    });
    isConnected = true;
    return reply;
  };

  /** False where it is to be tried again. */
  const isSettled = async (attempt: number): Promise<boolean> => {
    try {
      await connect();
      logger.info({ attempt }, "connected to Slack again");
      watch?.onBack();
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      logger.info({ attempt, reason: readFailure(error)?.reason }, "could not connect to Slack again");
      const refused = watch ? asRefusedToken(error) : null;
      if (refused) watch?.onLost(refused);
      return refused !== null;
    }
  };

  const reconnect = async () => {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      await clock.wait(RECONNECT_PAUSES[attempt] ?? 30_000, signal).catch(() => undefined);
      if (signal.aborted || (await isSettled(attempt))) return;
    }
  };

  client.on("disconnected", () => {
    if (!isConnected) return;
    isConnected = false;
    if (signal.aborted) return;
    watch?.onAway();
    void reconnect();
  });
  // The library has Slack's address by now, and opens a connection whatever we have asked for meanwhile.
  client.on("connecting", () => {
    if (signal.aborted) queueMicrotask(() => void client.disconnect());
  });

  return {
    init: (app) => receiver.init(app),
    start: connect,
    async stop() {
      stopping.abort();
      await within(client.disconnect(), CLOSE_TIMEOUT);
    },
  };
}

/** The library's own request for an address ends with the signal too. */
function stoppable(options: ReturnType<typeof clientOptions>, signal: AbortSignal) {
  const { fetch } = options;
  const signals = (own: AbortSignal | null | undefined) => (own ? AbortSignal.any([own, signal]) : signal);
  const stoppableFetch: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: signals(init?.signal) });
  return { ...options, fetch: stoppableFetch };
}

function asRefusedToken(error: unknown): CuepointError | null {
  const known = toCuepointError(error);
  if (!(known instanceof CuepointError) || known.code !== "platform-signed-out") return null;
  return new CuepointError(known.code, { token: "xapp-" }, error);
}

/** The library has no reason to tell where Slack does not open the connection that it has named. */
function brokenOff(): CuepointError {
  return new CuepointError("platform-unreachable", {}, new Error("Slack closed the connection at once"));
}
