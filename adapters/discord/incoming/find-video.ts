import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import { findLinks } from "../../../src/chat/text/links.ts";
import type { VideoSources } from "../../../src/chat/video-sources.ts";
import { isVideoFile } from "../../../src/util/video-file.ts";
import { isAbsent, refusalOf } from "../errors.ts";
import { refOf } from "../files/open-attachment.ts";
import { fetchMessage, type MessageWithVideo } from "../files/remote-message.ts";
import type { Location } from "../location.ts";
import { linkName, threadName } from "../outgoing/open-thread.ts";
import { escapeLine } from "../render/escape.ts";
import type { Incoming } from "./context.ts";

export function sourcesOf({ id, channel, text, attachments }: MessageWithVideo): VideoSources {
  return {
    attachments: attachments
      .filter(({ contentType, name }) => isVideoFile(contentType, name))
      .map(({ id: attachment, name, size, seconds, url, isSpoiler }) =>
        refOf({ attachment, url, name, size, seconds, isSpoiler, message: { channel, id } }),
      ),
    ...linksOf(text),
  };
}

/** The links of a text, and which of them stand between ||spoiler|| marks. */
export function linksOf(text: string): Pick<VideoSources, "links" | "spoilers"> {
  const links = findLinks(text);
  const covered = [...text.matchAll(/\|\|([\s\S]+?)\|\|/g)].flatMap(([, inside = ""]) => findLinks(inside));
  const spoilers = links.filter((link) => covered.includes(link));
  return spoilers.length > 0 ? { links, spoilers } : { links };
}

/**
 * Videos of the message that a thread began with: it has the thread's id and stands in the channel above, for a
 * forum's post in the thread itself.
 */
export async function starterSources(
  { channel, target }: Location,
  incoming: Incoming,
): Promise<VideoSources | null> {
  const inChannel = await sourcesIn(channel, target, incoming);
  return inChannel ?? sourcesIn(target, target, incoming);
}

/** Null where there is no such message or the bot may not read it; then there is no video to be had from it. */
export async function sourcesIn(
  channel: string,
  message: string,
  incoming: Incoming,
): Promise<VideoSources | null> {
  try {
    return sourcesOf(await fetchMessage(incoming.rest, channel, message));
  } catch (error) {
    if (isAbsent(error) || refusalOf(error) === "forbidden") return null;
    throw error;
  }
}

/** What a thread about the video is called. */
export function videoName({ attachments, links }: VideoSources, { discord }: Catalogue): string {
  const [attachment] = attachments;
  const [link] = links;
  const name = attachment?.name ?? (link === undefined ? "" : linkName(link));
  return threadName(name, discord.unnamedVideo);
}

/** The same inside a sentence. */
export function videoLabel(sources: VideoSources, words: Catalogue): string {
  return `**${escapeLine(videoName(sources, words))}**`;
}
