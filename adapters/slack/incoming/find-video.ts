import type { AttachmentRef } from "../../../src/chat/attachment.ts";
import type { Place, SlackReply } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";
import type { Incoming } from "./context.ts";
import { shownSchema } from "./payloads.ts";
import { type Content, contentOf } from "./video/content.ts";

export interface Meant {
  readonly attachments: readonly AttachmentRef[];
  readonly links: readonly string[];
  readonly isBorrowed?: boolean;
}

const NOTHING: Meant = { attachments: [], links: [] };

/** Messages of a thread that are looked through; in a longer one the person has to say what is meant. */
const MOST_MESSAGES = 200;

/**
 * What a request that names no video is about: files of the message itself, which the mention's event may lack, else
 * the thread's video: what it began with, or else what was shown last. Nothing where the bot may not read the channel.
 */
export async function findVideo(incoming: Incoming, place: Place, ts: string): Promise<Meant> {
  const { channel, thread } = place;
  try {
    // A thread's first message comes along whatever the range.
    const range = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const { messages = [] } = await incoming.api.replies({ channel, ts: thread, ...range });
    const at = (wanted: string) => messages.find((message) => message.ts === wanted);
    const own = meantBy(shownIn(incoming, at(ts)));
    if (own) return own;
    const borrowed = ts === thread ? null : await findBorrowed(incoming, { place, first: at(thread), ts });
    return borrowed ? { ...borrowed, isBorrowed: true } : NOTHING;
  } catch (error) {
    incoming.logger.info({ reason: readFailure(error)?.reason }, "could not read the thread for its video");
    return NOTHING;
  }
}

interface Borrowing {
  readonly place: Place;
  /** The thread's first message. */
  readonly first: SlackReply | undefined;
  readonly ts: string;
}

/** Of replies only a video counts: a link among them may be about anything. */
async function findBorrowed(incoming: Incoming, { place, first, ts }: Borrowing): Promise<Meant | null> {
  const ofFirst = shownIn(incoming, first);
  if (ofFirst && (ofFirst.links.length > 0 || ofFirst.hasVideo)) return meantBy(ofFirst);
  const range = { latest: ts, limit: MOST_MESSAGES };
  const { messages = [] } = await incoming.api.replies({
    channel: place.channel,
    ts: place.thread,
    ...range,
  });
  const shown = messages.map((reply) => shownIn(incoming, reply)).findLast((content) => content?.hasVideo);
  return meantBy(shown ?? ofFirst);
}

function meantBy(content: Content | null): Meant | null {
  return content && { attachments: content.attachments, links: content.links };
}

/** Null where there is nothing to look at, or where the bot wrote it: its own report is no video. */
function shownIn({ self }: Incoming, reply: SlackReply | undefined): Content | null {
  if (!reply || reply.user === self.user || (reply.bot_id && reply.bot_id === self.bot)) return null;
  const shown = shownSchema.safeParse(reply);
  const content = shown.success ? contentOf(shown.data, self) : null;
  return content && (content.attachments.length > 0 || content.links.length > 0) ? content : null;
}
