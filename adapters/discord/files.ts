import { DiscordAPIError, type REST } from "discord.js";
import type { AttachmentRef, Download } from "../../src/chat/attachment.ts";
import { CuepointError } from "../../src/errors.ts";
import { readAttachmentId } from "./attachment-id.ts";
import { apiBase } from "./options.ts";
import { fetchMessage } from "./remote-message.ts";

export interface FileOptions {
  readonly rest: REST;
  readonly apiUrl: string | undefined;
  readonly now: () => number;
}

type Open = (ref: AttachmentRef, signal: AbortSignal) => Promise<Download>;

/** How long a server may take to begin, milliseconds; how long the whole may take is the caller's to say. */
const HEADERS_TIMEOUT = 30_000;
const TRIES = 3;
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
    if (first.ok) return downloadOf(ref, first);
    await first.body?.cancel();
    const second = isFresh ? await get(await refreshed(), ref, origins, signal) : first;
    if (second.ok) return downloadOf(ref, second);
    await second.body?.cancel();
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
): Promise<Response> {
  const address = URL.parse(url);
  const isOurs = address && origins.includes(address.origin) && !address.username && !address.password;
  if (!isOurs) throw new CuepointError("attachment-external", { name });
  const answer = await requestPatiently(address, signal);
  if (answer.status < 300 || answer.status >= 400) return answer;
  await answer.body?.cancel();
  throw new CuepointError("attachment-external", { name }, statusError(answer.status));
}

/** Asks again where the server stumbles or hangs up. */
async function requestPatiently(url: URL, signal: AbortSignal): Promise<Response> {
  let cause: unknown;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      const answer = await request(url, signal);
      if (answer.status < 500) return answer;
      await answer.body?.cancel();
      cause = statusError(answer.status);
    } catch (error) {
      signal.throwIfAborted();
      cause = error;
    }
  }
  throw new CuepointError("platform-unreachable", {}, cause);
}

async function request(url: URL, signal: AbortSignal): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new Error("the file server did not answer in time")),
    HEADERS_TIMEOUT,
  );
  try {
    return await fetch(url, {
      redirect: "manual",
      credentials: "omit",
      signal: AbortSignal.any([signal, late.signal]),
    });
  } finally {
    clearTimeout(timer);
  }
}

function downloadOf({ name, size }: AttachmentRef, { headers, body }: Response): Download {
  const length = Number(headers.get("content-length") ?? size);
  return { name, ...(length > 0 && { size: length }), body: body ?? emptyBody() };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

/** Without the address, which is signed. */
function statusError(status: number): Error {
  return new Error(`the file server answered with status ${status}`);
}
