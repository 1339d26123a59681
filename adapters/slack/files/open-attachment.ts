import { downloadAttachment, type Verdict } from "../../../src/chat/delivery/attachment-download.ts";
import type { AttachmentRef, Download } from "../../../src/chat/video-sources.ts";
import { CuepointError } from "../../../src/errors.ts";
import { headerOf } from "../../../src/http/headers.ts";
import { type FileAnswer, requestFile } from "../../../src/http/request-file.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { untilAborted } from "../../../src/util/timeout.ts";
import { readFailure, toCuepointError } from "../errors.ts";
import type { SlackApi, SlackFile } from "../web/api.ts";
import type { Addresses } from "../web/client.ts";
import { readCaptions } from "./read-captions.ts";

interface OpenOptions {
  readonly api: Pick<SlackApi, "file">;
  readonly token: string;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Open = (ref: AttachmentRef, signal: AbortSignal) => Promise<Download>;

/** Slack's file host asks to wait as rarely as it answers with an error. Milliseconds. */
const MAX_PAUSES = 3;
const LONGEST_PAUSE = 60_000;
/** Bytes: a comment may stand before the first element. */
const HTML_BEGINNING = 1024;

/**
 * Asks Slack for the file's address afresh, because addresses change and access may have ended. Downloads from Slack's own
 * file host; the token goes nowhere else, and never along a redirect. Throws CuepointError, and the signal's reason.
 */
export function createOpenAttachment(options: OpenOptions): Open {
  return async (ref, signal) => {
    signal.throwIfAborted();
    // Slack may ask to wait for minutes before it tells.
    const file = await untilAborted(lookUp(ref, options), signal);
    const url = addressOf(file, ref.name, options.addresses);
    const headers = { authorization: `Bearer ${options.token}` };
    const request = () => requestFile({ url, headers }, signal);
    const judge = (answer: FileAnswer, tries: number): Verdict => {
      if (answer.status === 429 && tries <= MAX_PAUSES) return () => options.clock.wait(pauseOf(answer));
      return faultOf(answer, file, ref.name) ?? "file";
    };
    const captions = await readCaptions(file, options, signal);
    const download = await downloadAttachment(
      { name: ref.name, size: file.size },
      { request, judge },
      signal,
    );
    return { ...download, ...(captions !== null && { captions }) };
  };
}

async function lookUp({ id, name }: AttachmentRef, { api, logger }: OpenOptions): Promise<SlackFile> {
  try {
    const file = await api.file(id);
    if (file) return file;
  } catch (error) {
    const failure = readFailure(error);
    logger.warn({ file: id, reason: failure?.reason, needed: failure?.needed }, "Slack did not give a file");
    if (failure?.reason === "missing_scope")
      throw new CuepointError("attachment-forbidden", { scope: failure.needed ?? "files:read" }, error);
    if (failure?.reason === "access_denied" || failure?.reason === "not_visible")
      throw new CuepointError("attachment-external", { name }, error);
    if (failure?.reason === "file_deleted" || failure?.reason === "file_not_found")
      throw new CuepointError("attachment-gone", { name }, error);
    throw toCuepointError(error);
  }
  throw new CuepointError("attachment-gone", { name });
}

const GONE_MODES = new Set(["tombstone", "hidden_by_limit"]);

/** Throws where there is nothing that Slack itself keeps and shows to the bot. */
function addressOf(file: SlackFile, name: string, addresses: Addresses): URL {
  if (GONE_MODES.has(file.mode ?? "") || file.file_access === "file_not_found")
    throw new CuepointError("attachment-gone", { name });
  const isElsewhere = file.is_external || file.mode === "external" || file.external_type;
  const url = file.url_private_download || file.url_private;
  const address = url && addresses.isFile(url) ? URL.parse(url) : null;
  if (isElsewhere || file.file_access === "access_denied" || !address)
    throw new CuepointError("attachment-external", { name });
  return address;
}

function pauseOf({ headers }: FileAnswer): number {
  const seconds = Number(headerOf(headers, "retry-after") ?? 1) || 1;
  return Math.min(seconds * 1000, LONGEST_PAUSE);
}

function faultOf({ status, headers, head }: FileAnswer, file: SlackFile, name: string): CuepointError | null {
  const forbidden = new CuepointError("attachment-forbidden", { scope: "files:read" });
  if (status === 404 || status === 410) return new CuepointError("attachment-gone", { name });
  // Without the scope Slack sends the visitor on to its page for signing in.
  if (status === 401 || status === 403 || (status >= 300 && status < 400)) return forbidden;
  if (status !== 200) return new CuepointError("platform-unreachable", {}, new Error(`file host: ${status}`));
  if (file.mimetype?.startsWith("text/html")) return null;
  const isPage =
    (headerOf(headers, "content-type")?.toLowerCase().startsWith("text/html") ?? false) || beginsAsHtml(head);
  return isPage ? forbidden : null;
}

/** The page for signing in may come without a type, or under the type of the file that was asked for. */
function beginsAsHtml(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, HTML_BEGINNING));
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|script|meta|title)\b/i.test(
    text,
  );
}
