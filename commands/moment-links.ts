import type { OutgoingMessage } from "../src/chat/message.ts";
import { isPrivateLink, momentLink } from "../src/media/links.ts";
import type { PageInfo } from "../src/media/pages/page-info.ts";
import type { VideoSource } from "../src/store/threads.ts";
import { type MomentUrl, withTimes } from "../src/summary/link-times.ts";

/** Opens the thread's own link at a second: the one that was given in this very thread, and no other. */
function momentUrlOf(source: VideoSource): MomentUrl {
  return (seconds) => (source.kind === "link" ? momentLink(source.url, seconds) : null);
}

export function withMomentLinks(message: OutgoingMessage, source: VideoSource): OutgoingMessage {
  return withTimes(message, momentUrlOf(source));
}

/** Lets the page's title name a thread that is called after the link. */
export function withSubject(
  message: OutgoingMessage,
  source: VideoSource,
  page: PageInfo | null,
): OutgoingMessage {
  if (source.kind !== "link" || !page?.title) return message;
  return { ...message, subject: { title: page.title, link: source.url } };
}

/** For the report, which people hand on: nothing where the link itself is the leave to see the video. */
export function reportMoments(source: VideoSource): MomentUrl {
  return source.kind === "link" && isPrivateLink(source.url) ? () => null : momentUrlOf(source);
}
