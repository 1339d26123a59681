import { DiscordAPIError, type REST } from "discord.js";
import type { AttachmentRef, Download } from "../../../src/chat/attachment.ts";
import { CuepointError } from "../../../src/errors.ts";
import { type FileAnswer, requestFile } from "../../../src/http/request-file.ts";
import { apiBase } from "../options.ts";
import { readAttachmentId } from "./attachment-id.ts";
import { fetchMessage } from "./remote-message.ts";

export interface FileOptions {
  readonly rest: REST;
  readonly apiUrl: string | undefined;
  readonly now: () => number;
}

type Open = (ref: AttachmentRef, signal: AbortSignal) => Promise<Download>;

/** An address that expires while it is being asked is no use. */
const LEAST_LIFE = 60_000;

const FILE_HOSTS = ["https://cdn.discordapp.com", "https://media.discordapp.net"];

/**
 * Streams an attachment from Discord's own hosts. Without a header of ours and without following anywhere: the
 * signed address is all the permission there is. Throws CuepointError "attachment-gone", "attachment-external"
 * or "attachment-forbidden".
 */
export function createOpenAttachment({ rest, apiUrl, now }: FileOptions): Open {
  const origins = [...FILE_HOSTS, new URL(apiBase(apiUrl)).origin];

  return async (ref, signal) => {
    const { attachment, url, message } = readAttachmentId(ref.id);
    const refreshed = async () => {
      if (!message) throw new CuepointError("attachment-gone", { name: ref.name });
      return freshUrl(rest, { ...message, attachment, name: ref.name });
    };
    const isFresh = expiryOf(url) > now() + LEAST_LIFE;
    const first = await get(isFresh ? url : await refreshed(), ref, origins, signal);
    if (first.status === 200) return downloadOf(ref, first);
    first.drop();
    const second = isFresh ? await get(await refreshed(), ref, origins, signal) : first;
    if (second.status === 200) return downloadOf(ref, second);
    second.drop();
    throw new CuepointError("attachment-gone", { name: ref.name }, statusError(second.status));
  };
}

/** Milliseconds since 1970; an address without a date stays good until a server says otherwise. */
function expiryOf(url: string): number {
  const seconds = Number.parseInt(URL.parse(url)?.searchParams.get("ex") ?? "", 16);
  return Number.isNaN(seconds) ? Number.POSITIVE_INFINITY : seconds * 1000;
}

interface Wanted {
  readonly channel: string;
  readonly id: string;
  readonly attachment: string;
  readonly name: string;
}

async function freshUrl(rest: REST, { channel, id, attachment, name }: Wanted): Promise<string> {
  try {
    const { attachments } = await fetchMessage(rest, channel, id);
    const found = attachments.find((one) => one.id === attachment);
    if (found) return found.url;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    if (error.status === 404) throw new CuepointError("attachment-gone", { name }, error);
    if (error.status === 403) throw new CuepointError("attachment-forbidden", { name }, error);
    throw error;
  }
  throw new CuepointError("attachment-gone", { name });
}

async function get(
  url: string,
  { name }: AttachmentRef,
  origins: readonly string[],
  signal: AbortSignal,
): Promise<FileAnswer> {
  const address = URL.parse(url);
  const isOurs = address && origins.includes(address.origin) && !address.username && !address.password;
  if (!isOurs) throw new CuepointError("attachment-external", { name });
  const answer = await requestFile({ url: address }, signal);
  if (answer.status < 300 || answer.status >= 400) return answer;
  answer.drop();
  throw new CuepointError("attachment-external", { name }, statusError(answer.status));
}

function downloadOf({ name, size }: AttachmentRef, answer: FileAnswer): Download {
  const length = answer.size ?? size ?? 0;
  return { name, ...(length > 0 && { size: length }), body: answer.body };
}

/** Without the address, which is signed. */
function statusError(status: number): Error {
  return new Error(`the file server answered with status ${status}`);
}
