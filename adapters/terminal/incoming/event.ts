import { randomUUID } from "node:crypto";
import { access, constants, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { CommandEvent, MessageEvent } from "../../../src/chat/event.ts";
import { encodeThreadId } from "../../../src/chat/thread-id.ts";
import type { AttachmentRef, Download } from "../../../src/chat/video-sources.ts";
import { CuepointError } from "../../../src/errors.ts";

interface Origin {
  /** Of the file that it is about, absolute; null for none. */
  readonly path: string | null;
  readonly locale: string;
}

/** One person at one machine. */
const TENANT = "local";
/** A file is the same thread wherever the command was typed. */
const CHANNEL = "files";

export function commandEvent({
  command,
  options,
  ...origin
}: Origin & Pick<CommandEvent, "command" | "options">): CommandEvent {
  const attachments = origin.path === null ? [] : [attachmentOf(origin.path)];
  return { type: "command", ...person(origin), command, options, attachments, links: [] };
}

/** A line of the prompt: the file's thread knows its video already. */
export function messageEvent({ text, ...origin }: Origin & { readonly text: string }): MessageEvent {
  const addressed = { mentioned: false, isDirect: true };
  return { type: "message", ...person(origin), text, ...addressed, attachments: [], links: [] };
}

function person({ path, locale }: Origin) {
  const thread = encodeThreadId({
    platform: "terminal",
    tenant: TENANT,
    channel: CHANNEL,
    thread: path ?? "",
  });
  return { id: randomUUID(), thread, author: TENANT, locale };
}

/** A file on this machine; its absolute path is its id. */
export function attachmentOf(path: string): AttachmentRef {
  return { platform: "terminal", id: path, name: basename(path) };
}

/** Throws CuepointError with a `file-*` code, or "not-a-video" for a device or a pipe. */
export async function openAttachment({ id, name }: AttachmentRef): Promise<Download & { path: string }> {
  const facts = await stat(id).catch((error: unknown) => {
    throw new CuepointError(isForbidden(error) ? "file-unreadable" : "file-missing", { name }, error);
  });
  if (facts.isDirectory()) throw new CuepointError("file-is-folder", { name });
  if (!facts.isFile()) throw new CuepointError("not-a-video");
  if (facts.size === 0) throw new CuepointError("file-empty", { name });
  await access(id, constants.R_OK).catch((error: unknown) => {
    throw new CuepointError("file-unreadable", { name }, error);
  });
  return { name, path: id };
}

function isForbidden(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "EACCES" || code === "EPERM";
}
