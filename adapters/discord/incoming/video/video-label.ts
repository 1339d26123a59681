import type { Catalogue } from "../../../../src/chat/locales/locales.ts";
import { escapeLine } from "../../render/escape.ts";
import { linkName, threadName } from "../../render/thread-name.ts";
import type { VideoSources } from "../find-video.ts";

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
