import type { MessageEvent } from "../../../src/chat/event.ts";
import { isEmpty } from "../../../src/chat/video-sources.ts";
import { readFailure } from "../errors.ts";
import { guessLocale } from "../guess-locale.ts";
import { isDirect, type Location } from "../web/api.ts";
import { refusalOf, refuse, rightsIn } from "./access.ts";
import { dispatchInOrder, type Incoming, messageId, once, threadId } from "./context.ts";
import { contentOf, filesOf, findVideoInThread } from "./find-video.ts";
import type { IncomingMessage } from "./payloads.ts";
import { type ReadText, readText } from "./text.ts";

/** What people write; all other subtypes are news about messages and channels. */
const WRITTEN = new Set([undefined, "file_share", "me_message", "thread_broadcast"]);

export interface Delivered {
  /** Slack's id of the delivery; a redelivery carries the same. */
  readonly eventId?: string | undefined;
  readonly isSharedChannel: boolean;
}

interface Read extends ReadText {
  readonly location: Location;
  readonly user: string;
  readonly isMentioned: boolean;
  readonly isDirect: boolean;
  readonly isReply: boolean;
}

/** A message, by whichever event it came: "message", "app_mention", or found behind a lonely "file_shared". */
export async function onMessage(
  incoming: Incoming,
  message: IncomingMessage,
  delivered: Delivered,
): Promise<void> {
  const { received, self } = incoming;
  noteSharing(incoming, message.channel, delivered);
  for (const { id } of filesOf(message, self)) received.claim(fileKey(id));
  const read = readMessage(incoming, message);
  if (!read) return;
  const keys = [`message:${messageId(message.channel, message.ts)}`];
  if (delivered.eventId) keys.push(`event:${delivered.eventId}`);
  await once(received, keys, async () => {
    const { location, user, text } = read;
    const isAddressed = read.isMentioned || read.isDirect;
    const refusal = refusalOf(incoming, { channel: location.channel, user, team: message.user_team });
    if (refusal) {
      if (isAddressed) await refuse(incoming, location, { user, text, refusal });
      return;
    }
    if (!read.isReply) incoming.headlines.began(location, null);
    const eyes = isAddressed ? showEyes(incoming, message) : undefined;
    await dispatchInOrder(incoming, threadId(incoming, location), () => toEvent(incoming, message, read));
    await eyes;
  });
}

export function noteSharing(
  { sharedChannels }: Incoming,
  channel: string,
  { isSharedChannel }: Delivered,
): void {
  if (isSharedChannel) sharedChannels.set(channel, true);
  else sharedChannels.delete(channel);
}

export function fileKey(id: string): string {
  return `file:${id}`;
}

/** Null for what is not for the bot: its own words, other bots, talk in the channel that does not name it. */
function readMessage({ self }: Incoming, message: IncomingMessage): Read | null {
  const { user, bot_id, subtype, channel, ts, thread_ts } = message;
  if (!user || bot_id || user === self.user || user === "USLACKBOT" || !WRITTEN.has(subtype)) return null;
  const read = readText(message.text ?? "", self.user);
  const isMentioned = read.mentions.includes(self.user);
  const isReply = thread_ts !== undefined && thread_ts !== ts;
  if (!isMentioned && !isReply && !isDirect(channel)) return null;
  return {
    ...read,
    location: { channel, thread: thread_ts ?? ts },
    user,
    isMentioned,
    isDirect: isDirect(channel),
    isReply,
  };
}

async function toEvent(incoming: Incoming, message: IncomingMessage, read: Read): Promise<MessageEvent> {
  const { location, user, text } = read;
  const { sources: own } = contentOf(message, incoming.self);
  const isAddressed = read.isMentioned || read.isDirect;
  const isVague = isAddressed && isEmpty(own);
  const sources = isVague ? await findVideoInThread(incoming, location, message.ts) : own;
  const person = await incoming.people(user);
  const thread = threadId(incoming, location);
  const locale = person.locale ?? guessLocale(text);
  // Talk among others in the thread is no reason to write to them.
  if (isAddressed) incoming.requesters.note(thread, { user, locale, message: message.ts });
  return {
    type: "message",
    id: messageId(message.channel, message.ts),
    thread,
    author: user,
    ...rightsIn(location.channel, person),
    locale,
    text,
    mentioned: read.isMentioned,
    isDirect: read.isDirect,
    ...(!read.isReply && { beginsThread: true }),
    ...sources,
  };
}

/** Shows at once that the bot has noticed. If it fails, nothing else does. */
async function showEyes({ api, logger }: Incoming, { channel, ts }: IncomingMessage): Promise<void> {
  try {
    await api.react(channel, ts, "eyes");
  } catch (error) {
    const reason = readFailure(error)?.reason;
    if (reason !== "already_reacted") logger.info({ reason }, "could not react to a message");
  }
}
