import type { AttachmentRef, Download } from "../../../src/chat/attachment.ts";
import { CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { untilAborted } from "../../../src/util/timeout.ts";
import type { SlackApi, SlackFile } from "../web/api.ts";
import { readFailure, toCuepointError } from "../web/failure.ts";
import { type DownloadOptions, download } from "./download.ts";

interface OpenOptions extends DownloadOptions {
  readonly api: Pick<SlackApi, "file">;
  readonly logger: Logger;
}

type Open = (ref: AttachmentRef, signal: AbortSignal) => Promise<Download>;

/** Asks Slack for the file's address afresh, because addresses change and access may have ended. */
export function createOpenAttachment(options: OpenOptions): Open {
  return async (ref, signal) => {
    signal.throwIfAborted();
    // Slack may ask to wait for minutes before it tells.
    const file = await untilAborted(lookUp(ref, options), signal);
    const { name } = ref;
    const url = addressOf(file, name);
    const isHtml = file.mimetype?.startsWith("text/html") ?? false;
    const { body, size: sent } = await download({ url, name, isHtml }, options, signal);
    const size = file.size ?? sent ?? 0;
    return size > 0 ? { name, size, body } : { name, body };
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
    const translated = toCuepointError(error);
    const isGone = translated instanceof CuepointError && translated.code === "attachment-gone";
    throw isGone ? new CuepointError("attachment-gone", { name }, error) : translated;
  }
  throw new CuepointError("attachment-gone", { name });
}

const GONE_MODES = new Set(["tombstone", "hidden_by_limit"]);

/** Throws where there is nothing that Slack itself keeps and shows to the bot. */
function addressOf(file: SlackFile, name: string): string {
  if (GONE_MODES.has(file.mode ?? "") || file.file_access === "file_not_found")
    throw new CuepointError("attachment-gone", { name });
  const isElsewhere = file.is_external || file.mode === "external" || file.external_type;
  const url = file.url_private_download || file.url_private;
  if (isElsewhere || file.file_access === "access_denied" || !url)
    throw new CuepointError("attachment-external", { name });
  return url;
}
