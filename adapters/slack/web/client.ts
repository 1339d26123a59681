import { webApi } from "@slack/bolt";
import type { Logger } from "../../../src/logger.ts";
import type { Addresses } from "./addresses.ts";
import { createBoltLogger } from "./bolt-logger.ts";
import { createGuardedFetch } from "./guarded-fetch.ts";

/** A request that hangs holds up its thread. Milliseconds; long enough for a report's upload. */
const TIMEOUT = 60_000;

/** What every client of Slack's library is made with, Bolt's own included. */
export function clientOptions(addresses: Addresses, logger: Logger) {
  return {
    slackApiUrl: addresses.api,
    // With absolute addresses a method's name could send the token anywhere.
    allowAbsoluteUrls: false,
    // Repeating is ours: the library would repeat a post whose answer was lost, and pause all threads for one.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
    fetch: createGuardedFetch(addresses),
    logger: createBoltLogger(logger),
  };
}

export function createWebClient(token: string, addresses: Addresses, logger: Logger): webApi.WebClient {
  return new webApi.WebClient(token, clientOptions(addresses, logger));
}
