import { DiscordAPIError, InteractionResponseType, MessageFlags, Routes } from "discord.js";
import { z } from "zod";
import { refusalOf } from "../errors.ts";
import { NO_MENTIONS } from "../rest/api.ts";
import type { LastingRest } from "../rest/lasting-rest.ts";

interface Asked {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/**
 * The first answer to an interaction, which Discord wants within three seconds. By the token of the interaction
 * and thus without any permission. Each rejects as the API does, for one that is too late too.
 */
export interface Acknowledge {
  /** "Thinking" that everyone sees. Returns the id of the message that it becomes. */
  defer(asked: Asked): Promise<string>;
  /** For a button: nothing to see. */
  quietly(asked: Asked): Promise<void>;
  /** Words that only the person who asked sees. */
  whisper(asked: Asked, content: string): Promise<void>;
}

const deferred = z.object({ interaction: z.object({ response_message_id: z.string() }) });

const original = z.object({ id: z.string() });

export function createAcknowledge(rest: LastingRest): Acknowledge {
  /** Null where Discord's word got lost and it may have taken the answer. */
  const respond = async ({ id, token }: Asked, body: object, withResponse = false) => {
    const route = Routes.interactionCallback(id, token);
    const query = new URLSearchParams({ with_response: String(withResponse) });
    try {
      return await rest.post(route, { body, auth: false, query });
    } catch (error) {
      // Without a repeated call it was another process's answer, and that one works on it.
      const mayBeDone = refusalOf(error) === "acknowledged" || !(error instanceof DiscordAPIError);
      if (mayBeDone && rest.wasRepeated(route)) return null;
      throw error;
    }
  };
  return {
    async defer(asked) {
      const type = InteractionResponseType.DeferredChannelMessageWithSource;
      const reply = await respond(asked, { type, data: { flags: 0 } }, true);
      if (reply !== null) return deferred.parse(reply).interaction.response_message_id;
      const route = Routes.webhookMessage(asked.applicationId, asked.token);
      return original.parse(await rest.get(route, { auth: false })).id;
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
