import type { AttachmentRef } from "../../../../src/chat/attachment.ts";
import type { Self } from "../../connection/application.ts";
import type { Forwarded, IncomingFile, ShownMessage } from "../payloads.ts";
import { readText } from "../text.ts";
import { isVideo, videosOf } from "./videos.ts";

/** What a message gives to look at; what it forwards counts as its own. */
export interface Content {
  readonly attachments: readonly AttachmentRef[];
  /** Web addresses, as they were typed. */
  readonly links: readonly string[];
  readonly hasVideo: boolean;
}

export function contentOf(message: ShownMessage, self: Self): Content {
  const forwarded = forwardedIn(message, self);
  const files = filesOf(message, self);
  const texts = [message, ...forwarded].map(({ text }) => readText(text ?? "", self.user).links);
  // Where a link to a message is shown as that message, the message is meant and not the page.
  const shown = new Set(forwarded.map(({ from_url }) => from_url));
  const links = [...new Set(texts.flat())].filter((link) => !shown.has(link));
  return { attachments: videosOf(files), links, hasVideo: files.some(isVideo) };
}

export function filesOf(message: ShownMessage, self: Self): readonly IncomingFile[] {
  return [message, ...forwardedIn(message, self)].flatMap(({ files }) => files ?? []);
}

/** Other attachments are previews of links and what programs add. The bot's own report is no video. */
function forwardedIn({ attachments }: ShownMessage, self: Self): readonly Forwarded[] {
  return (attachments ?? []).filter((one): one is Forwarded => {
    if (!one || !(one.is_share || one.is_msg_unfurl || one.is_reply_unfurl)) return false;
    return one.author_id !== self.user && (!one.bot_id || one.bot_id !== self.bot);
  });
}
