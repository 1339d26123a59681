import { readFailure } from "../errors.ts";
import { isDirect, type SlackFile, type SlackReply } from "../web/api.ts";
import type { Incoming } from "./context.ts";
import { type Delivered, fileKey, onMessage } from "./message.ts";
import { type IncomingMessage, messageSchema } from "./payloads.ts";

/** How long the message itself may take to arrive behind its file, milliseconds. */
const GRACE = 1500;

interface SharedFile {
  readonly file_id: string;
  readonly user_id?: string | undefined;
  readonly channel_id: string;
}

/**
 * Sometimes a file is all that arrives of a message: then the message is fetched and handled like any other. Usually the
 * message has arrived by itself, and this ends here.
 */
export async function onFileShared(
  incoming: Incoming,
  shared: SharedFile,
  delivered: Delivered,
): Promise<void> {
  const { self, received, clock, logger } = incoming;
  if (shared.user_id === self.user) return;
  await clock.wait(GRACE);
  if (received.has(fileKey(shared.file_id))) return;
  try {
    const message = await findMessage(incoming, shared);
    // The delivery's id stays free: it names the file's event, and the message has one of its own.
    if (message) await onMessage(incoming, message, { ...delivered, eventId: undefined });
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    logger.info({ reason: failure.reason }, "could not find the message of a file");
  }
}

async function findMessage(incoming: Incoming, shared: SharedFile): Promise<IncomingMessage | null> {
  const file = await incoming.api.file(shared.file_id);
  const share = shareIn(file, shared.channel_id);
  if (!file || !share) return null;
  const channel = shared.channel_id;
  const reply = await fetchReply(incoming, channel, share);
  const parsed = messageSchema.safeParse({ ...reply, channel });
  if (reply && parsed.success) return parsed.data;
  if (!isDirect(channel)) return null;
  // Alone with the bot a file says enough, also where the bot may not read what was written with it.
  const user = shared.user_id ?? file.user;
  return messageSchema.parse({ channel, user, ts: share.ts, thread_ts: share.thread_ts, files: [file] });
}

interface Share {
  readonly ts: string;
  readonly thread_ts?: string | undefined;
}

function shareIn(file: SlackFile | undefined, channel: string): Share | null {
  const [share] = file?.shares?.public?.[channel] ?? file?.shares?.private?.[channel] ?? [];
  return share?.ts ? { ts: share.ts, thread_ts: share.thread_ts } : null;
}

async function fetchReply(
  { api, logger }: Incoming,
  channel: string,
  { ts, thread_ts }: Share,
): Promise<SlackReply | undefined> {
  try {
    const range = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const { messages = [] } = await api.replies({ channel, ts: thread_ts ?? ts, ...range });
    return messages.find((message) => message.ts === ts);
  } catch (error) {
    logger.info({ reason: readFailure(error)?.reason }, "could not read the message of a file");
    return undefined;
  }
}
