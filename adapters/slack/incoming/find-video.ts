import type { AttachmentRef } from "../../../src/chat/attachment.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { isVideoFile } from "../../../src/util/video-names.ts";
import type { Self } from "../connection/application.ts";
import type { Place, SlackReply } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";
import type { Incoming } from "./context.ts";
import { type Forwarded, type IncomingFile, type ShownMessage, shownSchema } from "./payloads.ts";
import { readText } from "./text.ts";

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

/** What a message gives to look at; what it forwards counts as its own. */
interface Content {
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

/**
 * The videos among a message's files. Where there are files but no video, the first: the core then says what
 * is wrong with what was sent, which helps more than to hear that nothing was.
 */
function videosOf(files: readonly IncomingFile[]): readonly AttachmentRef[] {
  const present = files.filter(({ mode }) => mode !== "tombstone");
  const videos = present.filter(isVideo);
  return (videos.length > 0 ? videos : present.slice(0, 1)).map(asAttachment);
}

/** Of a file that another organisation shares nothing may be known yet but its id. */
function isVideo({ mimetype, name }: IncomingFile): boolean {
  return isVideoFile(mimetype, name ?? "") || (!mimetype && !name);
}

function asAttachment({ id, name, title, size }: IncomingFile): AttachmentRef {
  return {
    platform: "slack",
    id,
    name: toOneLine(name || title || id),
    ...(typeof size === "number" && size > 0 && { size }),
  };
}
