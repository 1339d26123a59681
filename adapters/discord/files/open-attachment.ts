import { DiscordAPIError, type REST } from "discord.js";
import { z } from "zod";
import { downloadAttachment, type Verdict } from "../../../src/chat/delivery/attachment-download.ts";
import type { AttachmentRef, Download } from "../../../src/chat/video-sources.ts";
import { CuepointError } from "../../../src/errors.ts";
import { type FileAnswer, requestFile } from "../../../src/http/request-file.ts";
import { apiBase } from "../options.ts";
import { fetchMessage } from "./remote-message.ts";

export interface FileOptions {
  readonly rest: REST;
  readonly apiUrl: string | undefined;
  readonly now: () => number;
  /** Milliseconds before a file server that stumbled is asked again. */
  readonly pauseMs?: number;
}

type Open = (ref: AttachmentRef, signal: AbortSignal) => Promise<Download>;

/** An address that is about to expire is renewed first. */
const LEAST_LIFE = 60_000;

const FILE_HOSTS = ["https://cdn.discordapp.com", "https://media.discordapp.net"];

/**
 * Streams an attachment from Discord's own hosts, with no header of ours and no redirect: the signed address is all the
 * permission there is. Throws CuepointError "attachment-gone", "attachment-external"
 * or "attachment-forbidden".
 */
export function createOpenAttachment({ rest, apiUrl, now, pauseMs }: FileOptions): Open {
  const origins = [...FILE_HOSTS, new URL(apiBase(apiUrl)).origin];

  return async (ref, signal) => {
    const { attachment, url, message } = readAttachmentId(ref.id);
    const refreshed = async () => {
      if (!message) throw new CuepointError("attachment-gone", { name: ref.name });
      return freshUrl(rest, { ...message, attachment, name: ref.name });
    };
    let isRenewed = expiryOf(url) <= now() + LEAST_LIFE;
    let address = isRenewed ? await refreshed() : url;
    const request = () => {
      const wanted = { url: ownAddress(address, ref, origins), ...(pauseMs !== undefined && { pauseMs }) };
      return requestFile(wanted, signal);
    };
    const judge = ({ status }: FileAnswer): Verdict => {
      if (status === 200) return "file";
      if (status >= 300 && status < 400) return faultOf("attachment-external", ref, status);
      if (isRenewed) return faultOf("attachment-gone", ref, status);
      return async () => {
        address = await refreshed();
        isRenewed = true;
      };
    };
    return downloadAttachment(ref, { request, judge }, signal);
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
    if (error.status === 403) throw new CuepointError("attachment-forbidden", {}, error);
    throw error;
  }
  throw new CuepointError("attachment-gone", { name });
}

/** Throws CuepointError "attachment-external" for any other host's. */
function ownAddress(url: string, { name }: AttachmentRef, origins: readonly string[]): URL {
  const address = URL.parse(url);
  const isOurs = address && origins.includes(address.origin) && !address.username && !address.password;
  if (!isOurs) throw new CuepointError("attachment-external", { name });
  return address;
}

/** Without the address, which is signed. */
function faultOf(
  code: "attachment-gone" | "attachment-external",
  { name }: AttachmentRef,
  status: number,
): CuepointError {
  return new CuepointError(code, { name }, new Error(`the file server answered with status ${status}`));
}

/** Where a file of Discord is. Its address is signed and expires; a file of a message can get a new one from the message. */
interface AttachmentLocation {
  readonly attachment: string;
  readonly url: string;
  readonly message?: { readonly channel: string; readonly id: string } | undefined;
}

const ID = /^(\d{15,21}):(?:(\d{15,21}):(\d{15,21}))?:(https?:\/\/.+)$/;

const idParts = z.string().transform((id, context): AttachmentLocation => {
  const match = ID.exec(id);
  if (!match) {
    context.addIssue({ code: "custom", message: "not an attachment of Discord" });
    return z.NEVER;
  }
  const [, attachment = "", channel, message, url = ""] = match;
  return { attachment, url, ...(channel && message && { message: { channel, id: message } }) };
});

interface NamedAttachment extends AttachmentLocation {
  readonly name: string;
  readonly size: number;
  readonly seconds?: number | null;
  readonly isSpoiler?: boolean;
}

export function refOf(named: NamedAttachment): AttachmentRef {
  const { attachment, url, message, name, size, seconds, isSpoiler } = named;
  const location = message ? `${message.channel}:${message.id}` : "";
  return {
    platform: "discord",
    id: `${attachment}:${location}:${url}`,
    name,
    size,
    ...(seconds && { seconds }),
    ...(isSpoiler && { isSpoiler }),
  };
}

/** Throws ZodError for an id that `refOf` did not make. */
function readAttachmentId(id: string): AttachmentLocation {
  return idParts.parse(id);
}
