import { isAbsent, refusalOf } from "../../errors.ts";
import { fetchMessage } from "../../files/remote-message.ts";
import type { Place } from "../../location.ts";
import type { Incoming } from "../context.ts";
import { NO_SOURCES, sourcesOf, type VideoSources } from "../find-video.ts";

/**
 * Videos of the message that a thread began with: it has the thread's id and stands in the channel above, for a
 * forum's post in the thread itself.
 */
export async function starterSources({ channel, target }: Place, incoming: Incoming): Promise<VideoSources> {
  const inChannel = await sourcesIn(channel, target, incoming);
  return inChannel ?? (await sourcesIn(target, target, incoming)) ?? NO_SOURCES;
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
