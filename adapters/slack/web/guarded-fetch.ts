import { createFetch } from "../../../src/http/fetch.ts";
import type { Addresses } from "./addresses.ts";

/**
 * Lets Slack's client library talk to Slack alone, and along no redirect: it sends its token with every request, also
 * to the upload address that a reply named. Answers to commands go out without the token, anything else not at all.
 */
export function createGuardedFetch(addresses: Addresses): typeof globalThis.fetch {
  const request = createFetch();
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    // Slack redirects none of these, and the token stands in the body of some.
    const going = { ...init, redirect: "error" } as const;
    if (addresses.isApi(address) || addresses.isFile(address)) return request(address, going);
    if (!addresses.isAnswer(address)) throw new TypeError("refused to send a request past Slack's own hosts");
    const headers = new Headers(init?.headers);
    headers.delete("authorization");
    return request(address, { ...going, headers });
  };
}
