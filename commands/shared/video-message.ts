import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { MessageRef, Thread } from "../../src/chat/thread.ts";
import { isPrivateLink, momentLink } from "../../src/media/links.ts";
import type { PageInfo } from "../../src/media/pages/page-info.ts";
import type { ThreadRecord, VideoSource } from "../../src/store/threads/threads.ts";
import { shownStills } from "../../src/summary/render.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { type MomentUrl, withTimes } from "../../src/summary/times/link-times.ts";
import type { Shrink, StripTile } from "../../src/video/video.ts";
import type { CommandDeps } from "./deps.ts";

type Seen = Pick<ThreadRecord, "source" | "shown">;

/**
 * Opens the thread's own link at a second: the one that was given in this very thread, and no other. A file opens
 * nowhere, but the message with the still of that second does.
 */
function momentUrlOf({ source, shown }: Seen): MomentUrl {
  if (source.kind === "link") return (seconds) => momentLink(source.url, seconds);
  const stills = new Set((shown?.stills ?? []).map(Math.floor));
  return (seconds) => (shown && stills.has(Math.floor(seconds)) ? shown.address : null);
}

/** As what is said of the video goes out: with links at its times, and covered where the video is. */
export function withMomentLinks(message: OutgoingMessage, seen: Seen): OutgoingMessage {
  return asCovered(withTimes(message, momentUrlOf(seen)), seen.source);
}

/** Writes down where the summary has been posted: for the times of later answers about a file, and for what a search finds. */
export async function rememberStills(
  { store }: Pick<CommandDeps, "store">,
  thread: Thread,
  { ref, summary }: { ref: MessageRef; summary: Summary },
): Promise<void> {
  const address = await thread.addressOf(ref);
  if (address === null) return;
  await store.threads.show(thread.id, {
    address,
    stills: shownStills(summary).map(({ timestamp }) => timestamp),
  });
}

/** Lets the page's title name a thread that is called after the link. */
export function withSubject(
  message: OutgoingMessage,
  source: VideoSource,
  page: PageInfo | null,
): OutgoingMessage {
  if (source.kind !== "link" || source.isSpoiler || !page?.title) return message;
  return { ...message, subject: { title: page.title, link: source.url } };
}

/** For the report, which people hand on: nothing where the link itself gives access to the video. */
export function reportMoments(source: VideoSource): MomentUrl {
  return source.kind === "link" && isPrivateLink(source.url) ? () => null : momentUrlOf({ source });
}

/** What shows or tells of a video that came as a spoiler is one itself. */
export function asCovered(message: OutgoingMessage, source: VideoSource): OutgoingMessage {
  const isSpoiler = source.kind === "link" ? source.isSpoiler : source.attachment.isSpoiler;
  return isSpoiler ? { ...message, isSpoiler } : message;
}

/** Smaller pictures for a place that takes no large ones. What cannot be had is worth a line in the log, not an answer. */
export function shrinkBy({ reader, logger }: CommandDeps, signal: AbortSignal): Shrink {
  return async (jpeg, maxBytes) => {
    try {
      return await reader.shrink(jpeg, maxBytes, signal);
    } catch (error) {
      logger.warn({ err: error }, "a picture could not be made smaller");
      return null;
    }
  };
}

/** The same for the strip of a summary: without it the summary shows its cards. */
export function stripBy({ reader, logger }: CommandDeps, signal: AbortSignal) {
  return async (tiles: readonly StripTile[]): Promise<Buffer | null> => {
    try {
      return await reader.strip(tiles, signal);
    } catch (error) {
      logger.warn({ err: error }, "the strip of a summary could not be drawn");
      return null;
    }
  };
}
