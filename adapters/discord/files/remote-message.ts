import { AttachmentFlags, type Message, type REST, Routes } from "discord.js";
import { z } from "zod";
import { isSpoilerName } from "./spoiler-name.ts";

/** A message as far as it may hold a video; what it forwards counts as its own. */
export interface MessageWithVideo {
  readonly id: string;
  readonly channel: string;
  readonly text: string;
  readonly attachments: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly url: string;
    /** Null where Discord has not measured it. */
    readonly seconds: number | null;
    readonly contentType: string | null;
    readonly isSpoiler: boolean;
  }[];
}

const attachment = z.object({
  id: z.string(),
  filename: z.string(),
  size: z.number(),
  url: z.string(),
  content_type: z.string().nullish(),
  duration_secs: z.number().nullish(),
  flags: z.number().default(0),
});

const words = z.object({
  content: z.string().default(""),
  components: z.array(z.object({ content: z.string().optional() })).default([]),
  attachments: z.array(attachment).default([]),
});

const messageReply = words.extend({
  id: z.string(),
  channel_id: z.string(),
  message_snapshots: z.array(z.object({ message: words })).default([]),
});

/** A message as it is now. Rejects as the API does. */
export async function fetchMessage(rest: REST, channel: string, id: string): Promise<MessageWithVideo> {
  return readMessage(await rest.get(Routes.channelMessage(channel, id)));
}

/** A message as the API writes it, with what it forwards. Throws ZodError for anything else. */
export function readMessage(raw: unknown): MessageWithVideo {
  const message = messageReply.parse(raw);
  const all = [message, ...message.message_snapshots.map((snapshot) => snapshot.message)];
  return {
    id: message.id,
    channel: message.channel_id,
    text: all.map(wordsOf).join("\n"),
    attachments: all.flatMap(({ attachments }) =>
      attachments.map(({ filename, content_type, duration_secs, flags, ...rest }) => ({
        ...rest,
        seconds: duration_secs ?? null,
        isSpoiler: isSpoiler(filename, flags),
        name: filename,
        contentType: content_type ?? null,
      })),
    ),
  };
}

/** The same of a message that discord.js has parsed. */
export function withVideo(message: Message): MessageWithVideo {
  const all = [message, ...message.messageSnapshots.values()];
  return {
    id: message.id,
    channel: message.channelId,
    text: all
      .map(({ content, components }) =>
        wordsOf({ content, components: components.map((one) => ("content" in one ? one : {})) }),
      )
      .join("\n"),
    attachments: all.flatMap(({ attachments }) =>
      attachments.map(({ id, name, size, url, contentType, duration: seconds, flags }) => ({
        ...{ id, name, size, url, contentType, seconds },
        isSpoiler: isSpoiler(name, flags.bitfield),
      })),
    ),
  };
}

/** Of a message of components, what stands above and below its cards. */
function wordsOf({ content, components }: Pick<z.infer<typeof words>, "content" | "components">): string {
  return [content, ...components.map((one) => one.content ?? "")].filter((text) => text !== "").join("\n");
}

/** Older clients say it by the name alone. */
export function isSpoiler(name: string, flags: number): boolean {
  return isSpoilerName(name) || (flags & AttachmentFlags.IsSpoiler) !== 0;
}
