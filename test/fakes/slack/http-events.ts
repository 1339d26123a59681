import { createHmac } from "node:crypto";
import type { Envelope, Transport } from "./envelope.ts";
import { SIGNING_SECRET } from "./world.ts";

export interface Signing {
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly secret?: string;
  readonly retry?: number;
}

/** The request that Slack would send, signed. */
export function signedRequest(envelope: Envelope, signing: Signing = {}): RequestInit {
  const { timestamp = Math.floor(Date.now() / 1000), secret = SIGNING_SECRET, retry } = signing;
  const isJson = envelope.type === "events_api";
  const body = isJson ? JSON.stringify(envelope.payload) : formOf(envelope);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    method: "POST",
    body,
    headers: {
      "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": `v0=${signature}`,
      ...(retry !== undefined && {
        "x-slack-retry-num": String(retry),
        "x-slack-retry-reason": "http_timeout",
      }),
    },
  };
}

function formOf({ type, payload }: Envelope): string {
  if (type === "interactive") return String(new URLSearchParams({ payload: JSON.stringify(payload) }));
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
  return String(new URLSearchParams(fields));
}

/** Delivers to an app's public address. */
export function createHttpEvents(address: string): Transport {
  return {
    async deliver(envelope) {
      try {
        const response = await fetch(address, signedRequest(envelope));
        await response.arrayBuffer();
        return response.ok;
      } catch {
        return false;
      }
    },
    close: async () => undefined,
  };
}
