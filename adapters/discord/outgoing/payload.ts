import {
  type APIAllowedMentions,
  MessageFlags,
  type RawFile,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord.js";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { ALT_LENGTH } from "../limits.ts";
import type { Part } from "../render/part.ts";

/** Nobody is ever pinged, whatever a model or a file's name says. */
export const NO_MENTIONS: APIAllowedMentions = { parse: [], replied_user: false };

type MessageBody = RESTPostAPIChannelMessageJSONBody;

export interface Payload {
  readonly body: MessageBody;
  readonly files: RawFile[];
}

/** A part as the API takes it, for sending and for editing: what is not in it any more goes away. */
export function payloadOf({ content, embeds, files, rows }: Part): Payload {
  return {
    body: {
      content,
      embeds: [...embeds],
      components: [...rows],
      attachments: files.map(({ name, alt }, id) => ({
        id,
        filename: name,
        ...(alt && { description: shorten(alt, ALT_LENGTH) }),
      })),
      allowed_mentions: NO_MENTIONS,
      // The flag would hide our own cards too, so it is set where there are none.
      flags: embeds.length === 0 ? MessageFlags.SuppressEmbeds : 0,
    } as MessageBody,
    files: files.map(({ name, data, mediaType }) => ({ name, data, contentType: mediaType })),
  };
}
