import { CuepointError } from "../../../src/errors.ts";
import type { Clock } from "../clock.ts";
import type { Addresses } from "../web/addresses.ts";
import { untilAborted } from "./until-aborted.ts";

export interface DownloadOptions {
  readonly token: string;
  readonly addresses: Addresses;
  readonly clock: Clock;
}

interface Wanted {
  readonly url: string;
  readonly name: string;
  /** Slack answers with a page of HTML instead of a file when the token may not read files. */
  readonly isHtml: boolean;
}

/** Slack's file host asks to wait as rarely as it answers with an error. Milliseconds. */
const MAX_PAUSES = 3;
const LONGEST_PAUSE = 60_000;

/**
 * Begins to download from Slack's own file host; the token goes nowhere else, and never along a redirect. Throws
 * CuepointError, and the signal's reason.
 */
export async function download(
  wanted: Wanted,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<Response> {
  const { url, name } = wanted;
  if (!options.addresses.isFile(url)) throw new CuepointError("attachment-external", { name });
  for (let pauses = 0; ; pauses += 1) {
    const response = await request(url, options.token, signal);
    if (response.status === 429 && pauses < MAX_PAUSES) {
      await response.body?.cancel();
      const seconds = Number(response.headers.get("retry-after") ?? 1) || 1;
      await untilAborted(options.clock.wait(Math.min(seconds * 1000, LONGEST_PAUSE)), signal);
      continue;
    }
    const error = faultOf(response, wanted);
    if (!error) return response;
    await response.body?.cancel();
    throw error;
  }
}

async function request(url: string, token: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: "manual",
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new CuepointError("platform-unreachable", {}, error);
  }
}

function faultOf({ status, headers }: Response, { name, isHtml }: Wanted): CuepointError | null {
  const forbidden = new CuepointError("attachment-forbidden", { scope: "files:read" });
  if (status === 404 || status === 410) return new CuepointError("attachment-gone", { name });
  // Without the scope Slack sends the visitor on to its page for signing in.
  if (status === 401 || status === 403 || (status >= 300 && status < 400)) return forbidden;
  if (status !== 200) return new CuepointError("platform-unreachable", {}, new Error(`file host: ${status}`));
  const isPage = headers.get("content-type")?.toLowerCase().startsWith("text/html") ?? false;
  return isPage && !isHtml ? forbidden : null;
}
