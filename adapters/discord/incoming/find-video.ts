import { AttachmentFlags, type Message } from "discord.js";
import type { AttachmentRef } from "../../../src/chat/attachment.ts";
import { findLinks } from "../../../src/chat/text/links.ts";
import { isVideoFile } from "../../../src/video-names.ts";
import { refOf } from "../files/attachment-id.ts";

/** A message as far as it may hold a video; what it forwards counts as its own. */
export interface MessageWithVideo {
  readonly id: string;
  readonly channel: string;
  readonly text: string;
  readonly attachments: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly url: string;
    readonly contentType: string | null;
    readonly isSpoiler: boolean;
  }[];
}

export interface VideoSources {
  readonly attachments: readonly AttachmentRef[];
  readonly links: readonly string[];
  /** Those of the links that their sender covered. */
  readonly spoilers?: readonly string[];
  /** They are of another message than the one that was heard. */
  readonly isBorrowed?: boolean;
}

export const NO_SOURCES: VideoSources = { attachments: [], links: [] };

export function withVideo(message: Message): MessageWithVideo {
  const all = [message, ...message.messageSnapshots.values()];
  return {
    id: message.id,
    channel: message.channelId,
    text: all.map(({ content }) => content).join("\n"),
    attachments: all.flatMap(({ attachments }) =>
      attachments.map(({ id, name, size, url, contentType, flags }) => ({
        ...{ id, name, size, url, contentType },
        isSpoiler: isSpoiler(name, flags.bitfield),
      })),
    ),
  };
}

export function sourcesOf({ id, channel, text, attachments }: MessageWithVideo): VideoSources {
  return {
    attachments: attachments
      .filter(({ contentType, name }) => isVideoFile(contentType, name))
      .map(({ id: attachment, name, size, url, isSpoiler }) =>
        refOf({ attachment, url, name, size, isSpoiler, message: { channel, id } }),
      ),
    ...linksOf(text),
  };
}

/** Older clients say it by the name alone. */
export function isSpoiler(name: string, flags: number): boolean {
  return name.startsWith("SPOILER_") || (flags & AttachmentFlags.IsSpoiler) !== 0;
}

/** The links of a text, and which of them stand between ||spoiler|| marks. */
export function linksOf(text: string): Pick<VideoSources, "links" | "spoilers"> {
  const links = findLinks(text);
  const covered = [...text.matchAll(/\|\|([\s\S]+?)\|\|/g)].flatMap(([, inside = ""]) => findLinks(inside));
  const spoilers = links.filter((link) => covered.includes(link));
  return spoilers.length > 0 ? { links, spoilers } : { links };
}

export function isEmpty({ attachments, links }: VideoSources): boolean {
  return attachments.length === 0 && links.length === 0;
}
