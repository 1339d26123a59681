import { randomUUID } from "node:crypto";
import type { CommandEvent, MessageEvent } from "../../../src/chat/event.ts";
import { encodeThreadId } from "../../../src/chat/thread-id.ts";
import { attachmentOf } from "./attachment.ts";

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
