import { InteractionResponseType, MessageFlags, type REST, Routes } from "discord.js";
import { z } from "zod";
import { NO_MENTIONS } from "../outgoing/payload.ts";

interface Asked {
  readonly id: string;
  readonly token: string;
}

/**
 * The first answer to an interaction, which Discord wants within three seconds. By the token of the interaction
 * and thus without any permission. Each rejects as the API does, for one that is too late too.
 */
export interface Acknowledge {
  /** "Thinking" that everybody sees. Returns the id of the message that it becomes. */
  defer(asked: Asked): Promise<string>;
  /** For a button: nothing to see. */
  quietly(asked: Asked): Promise<void>;
  /** Words for whoever asked alone. */
  whisper(asked: Asked, content: string): Promise<void>;
}

const deferred = z.object({ interaction: z.object({ response_message_id: z.string() }) });

export function createAcknowledge(rest: REST): Acknowledge {
  const respond = ({ id, token }: Asked, body: object, withResponse = false) =>
    rest.post(Routes.interactionCallback(id, token), {
      body,
      auth: false,
      query: new URLSearchParams({ with_response: String(withResponse) }),
    });
  return {
    async defer(asked) {
      const type = InteractionResponseType.DeferredChannelMessageWithSource;
      const reply = await respond(asked, { type, data: { flags: 0 } }, true);
      return deferred.parse(reply).interaction.response_message_id;
    },
    async quietly(asked) {
      await respond(asked, { type: InteractionResponseType.DeferredMessageUpdate });
    },
    async whisper(asked, content) {
      const data = { content, flags: MessageFlags.Ephemeral, allowed_mentions: NO_MENTIONS };
      await respond(asked, { type: InteractionResponseType.ChannelMessageWithSource, data });
    },
  };
}
