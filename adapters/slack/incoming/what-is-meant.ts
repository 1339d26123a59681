import type { AttachmentRef } from "../../../src/chat/attachment.ts";
import type { Place, SlackReply } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";
import type { Hearing } from "./hearing.ts";
import { type IncomingFile, messageSchema } from "./payloads.ts";
import { readText } from "./text.ts";
import { videosOf } from "./videos.ts";

export interface Meant {
  readonly attachments: readonly AttachmentRef[];
  readonly links: readonly string[];
  readonly isBorrowed?: boolean;
}

const NOTHING: Meant = { attachments: [], links: [] };

/**
 * What a request that names no video is about: files of the message itself, which the mention's event may lack, else
 * the video or the link that its thread began with. Nothing where the bot may not read the channel.
 */
export async function findWhatIsMeant(hearing: Hearing, place: Place, ts: string): Promise<Meant> {
  try {
    // A thread's first message comes along whatever the range.
    const range = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const { messages = [] } = await hearing.api.replies({
      channel: place.channel,
      ts: place.thread,
      ...range,
    });
    const own = messages.find((message) => message.ts === ts);
    const first = messages.find((message) => message.ts === place.thread);
    const ofFirst = contentOf(hearing, first);
    return contentOf(hearing, own) ?? (ofFirst ? { ...ofFirst, isBorrowed: true } : NOTHING);
  } catch (error) {
    hearing.logger.info({ reason: readFailure(error)?.reason }, "could not read the thread for its video");
    return NOTHING;
  }
}

/** Null where there is nothing to look at, or where the bot wrote it: its own report is no video. */
function contentOf({ self }: Hearing, reply: SlackReply | undefined): Meant | null {
  if (!reply || reply.user === self.user || (reply.bot_id && reply.bot_id === self.bot)) return null;
  const attachments = videosOf(filesOf(reply));
  const { links } = readText(reply.text ?? "", self.user);
  return attachments.length > 0 || links.length > 0 ? { attachments, links } : null;
}

function filesOf(reply: SlackReply): readonly IncomingFile[] {
  const files = messageSchema.shape.files.safeParse(reply.files);
  return files.data ?? [];
}
