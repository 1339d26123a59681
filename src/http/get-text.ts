import { boundFetch } from "./server-access.ts";

export interface TextRequest {
  readonly fetch: typeof globalThis.fetch;
  readonly apiKey?: string | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

const MOST_BYTES = 2 ** 20;

/** What a server answers to one GET, whatever its status. Follows no redirect; throws ReplyTooLong, and what the network does. */
export async function getText(url: string, { fetch, apiKey, timeoutMs, signal }: TextRequest) {
  const limits = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
  const response = await boundFetch(fetch, { line: MOST_BYTES, total: MOST_BYTES })(url, {
    headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
    redirect: "manual",
    signal: AbortSignal.any(limits),
  });
  const { status, headers } = response;
  return { status, headers, text: await response.text() };
}
