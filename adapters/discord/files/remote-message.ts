import { type REST, Routes } from "discord.js";
import { z } from "zod";
import { isSpoiler, type MessageWithVideo } from "../incoming/find-video.ts";

const attachment = z.object({
  id: z.string(),
  filename: z.string(),
  size: z.number(),
  url: z.string(),
  content_type: z.string().nullish(),
  flags: z.number().default(0),
});

const words = z.object({
  content: z.string().default(""),
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
    text: all.map(({ content }) => content).join("\n"),
    attachments: all.flatMap(({ attachments }) =>
      attachments.map(({ filename, content_type, flags, ...rest }) => ({
        ...rest,
        isSpoiler: isSpoiler(filename, flags),
        name: filename,
        contentType: content_type ?? null,
      })),
    ),
  };
}
