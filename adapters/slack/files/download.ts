import { CuepointError } from "../../../src/errors.ts";
import { headerOf } from "../../../src/http/headers.ts";
import { type FileAnswer, requestFile } from "../../../src/http/request-file.ts";
import { untilAborted } from "../../../src/util/timeout.ts";
import type { Clock } from "../clock.ts";
import type { Addresses } from "../web/addresses.ts";

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
/** Bytes: a comment may stand before the first element. */
const HTML_BEGINNING = 1024;

/**
 * Begins to download from Slack's own file host; the token goes nowhere else, and never along a redirect. Throws
 * CuepointError, and the signal's reason.
 */
export async function download(
  wanted: Wanted,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<FileAnswer> {
  const { url, name } = wanted;
  const address = URL.parse(url);
  if (!address || !options.addresses.isFile(url)) throw new CuepointError("attachment-external", { name });
  const headers = { authorization: `Bearer ${options.token}` };
  for (let pauses = 0; ; pauses += 1) {
    const answer = await requestFile({ url: address, headers }, signal);
    if (answer.status === 429 && pauses < MAX_PAUSES) {
      answer.drop();
      const seconds = Number(headerOf(answer.headers, "retry-after") ?? 1) || 1;
      await untilAborted(options.clock.wait(Math.min(seconds * 1000, LONGEST_PAUSE)), signal);
      continue;
    }
    const error = faultOf(answer, wanted);
    if (!error) return answer;
    answer.drop();
    throw error;
  }
}

function faultOf({ status, headers, head }: FileAnswer, { name, isHtml }: Wanted): CuepointError | null {
  const forbidden = new CuepointError("attachment-forbidden", { scope: "files:read" });
  if (status === 404 || status === 410) return new CuepointError("attachment-gone", { name });
  // Without the scope Slack sends the visitor on to its page for signing in.
  if (status === 401 || status === 403 || (status >= 300 && status < 400)) return forbidden;
  if (status !== 200) return new CuepointError("platform-unreachable", {}, new Error(`file host: ${status}`));
  const isPage =
    (headerOf(headers, "content-type")?.toLowerCase().startsWith("text/html") ?? false) || beginsAsHtml(head);
  return isPage && !isHtml ? forbidden : null;
}

/** The page for signing in may come without a type, or under the type of the file that was asked for. */
function beginsAsHtml(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, HTML_BEGINNING));
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|script|meta|title)\b/i.test(
    text,
  );
}
