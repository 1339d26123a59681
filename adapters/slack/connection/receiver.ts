import type { Receiver } from "@slack/bolt";
import type { ConnectionWatch } from "../../../src/chat/connection.ts";
import type { Clock } from "../clock.ts";
import type { SlackOptions } from "../options.ts";
import type { Addresses } from "../web/addresses.ts";
import { holdAcknowledgements } from "./hold-ack.ts";
import { createHttp } from "./http.ts";
import { createSocket } from "./socket.ts";

/** Slack waits three seconds; the rest is for the way. Milliseconds. */
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
