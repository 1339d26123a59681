import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import {
  type AttachmentRef,
  type FoundVideo,
  findVideo,
  isEmpty,
  NO_VIDEO,
  type VideoSources,
} from "../../../src/chat/video-sources.ts";
import { isVideoFile } from "../../../src/util/video-file.ts";
import type { Self } from "../connection/application.ts";
import { readFailure } from "../errors.ts";
import type { Location, SlackReply } from "../web/api.ts";
import type { Incoming } from "./context.ts";
import { type Forwarded, type IncomingFile, type ShownMessage, shownSchema } from "./payloads.ts";
import { readText } from "./text.ts";

/** Messages of a thread that are looked through; in a longer one the person has to say what is meant. */
const MOST_MESSAGES = 200;

/**
 * What a request that names no video is about: files of the message itself, which the mention's event may lack, else
 * the thread's video: what it began with, or else what was shown last. Nothing where the bot may not read the channel.
 */
export async function findVideoInThread(
  incoming: Incoming,
  location: Location,
  ts: string,
): Promise<FoundVideo> {
  const { channel, thread } = location;
  try {
    // A thread's first message comes along whatever the range.
    const range = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const { messages = [] } = await incoming.api.replies({ channel, ts: thread, ...range });
    const shownAt = (wanted: string) =>
      shownIn(
        incoming,
        messages.find(({ ts: at }) => at === wanted),
      );
    const own = shownAt(ts)?.sources ?? NO_VIDEO;
    const first = shownAt(thread);
    return await findVideo(own, ts === thread ? [] : lookUpsIn(incoming, location, { first, ts }));
  } catch (error) {
    incoming.logger.info({ reason: readFailure(error)?.reason }, "could not read the thread for its video");
    return NO_VIDEO;
  }
}

/** Of replies only a video counts: a link among them may be about anything. */
function lookUpsIn(
  incoming: Incoming,
  { channel, thread }: Location,
  { first, ts }: { readonly first: Content | null; readonly ts: string },
) {
  const replies = async () => {
    const range = { latest: ts, limit: MOST_MESSAGES };
    const { messages = [] } = await incoming.api.replies({ channel, ts: thread, ...range });
    const shown = messages.map((reply) => shownIn(incoming, reply));
    return shown.findLast((content) => content?.hasVideo)?.sources ?? null;
  };
  const isAboutFirst = first !== null && (first.sources.links.length > 0 || first.hasVideo);
  return isAboutFirst ? [async () => first.sources] : [replies, async () => first?.sources ?? null];
}

/** Null where there is nothing to look at, or where the bot wrote it: its own report is no video. */
function shownIn({ self }: Incoming, reply: SlackReply | undefined): Content | null {
  if (!reply || reply.user === self.user || (reply.bot_id && reply.bot_id === self.bot)) return null;
  const shown = shownSchema.safeParse(reply);
  const content = shown.success ? contentOf(shown.data, self) : null;
  return content && !isEmpty(content.sources) ? content : null;
}

/** What a message gives to look at; what it forwards counts as its own. */
interface Content {
  readonly sources: VideoSources;
  /** Where there is none among the files, the sources may still name one that is no video. */
  readonly hasVideo: boolean;
}

export function contentOf(message: ShownMessage, self: Self): Content {
  const forwarded = forwardedIn(message, self);
  const files = filesOf(message, self);
  const texts = [message, ...forwarded].map(({ text }) => readText(text ?? "", self.user).links);
  // Where a link to a message is shown as that message, the message is meant and not the page.
  const shown = new Set(forwarded.map(({ from_url }) => from_url));
  const links = [...new Set(texts.flat())].filter((link) => !shown.has(link));
  return { sources: { attachments: videosOf(files), links }, hasVideo: files.some(isVideo) };
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

/** The videos among a message's files. Where there are files but no video, the first: the core then says what is wrong with it. */
function videosOf(files: readonly IncomingFile[]): readonly AttachmentRef[] {
  const present = files.filter(({ mode }) => mode !== "tombstone");
  const videos = present.filter(isVideo);
  return (videos.length > 0 ? videos : present.slice(0, 1)).map(asAttachment);
}

/** Of a file that another organization shares nothing may be known yet but its id. */
function isVideo({ mimetype, name }: IncomingFile): boolean {
  return isVideoFile(mimetype, name ?? "") || (!mimetype && !name);
}

function asAttachment({ id, name, title, size, duration_ms: length }: IncomingFile): AttachmentRef {
  return {
    platform: "slack",
    id,
    name: toOneLine(name || title || id),
    ...(typeof size === "number" && size > 0 && { size }),
    ...(typeof length === "number" && length > 0 && { seconds: length / 1000 }),
  };
}
