import {
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  Routes,
} from "discord.js";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { createAnswers } from "../../../src/chat/answers.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import { refusalOf } from "../errors.ts";
import { NO_MENTIONS } from "../rest/api.ts";
import type { LastingRest } from "../rest/lasting-rest.ts";

/**
 * Milliseconds. An interaction's token is good for 15 minutes. A minute before that the bot goes on with its own token, which
 * edits the same message.
 */
export const TOKEN_LIFE = 14 * 60 * 1000;
const MESSAGES = 1000;

/** The answer to a command, which shows "thinking" until something is said. */
export interface PendingReply {
  readonly token: string;
  /** The message that the reply is; its id is the command's too. */
  readonly message: MessageRef;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What the interaction allows for one file; of replies alone, the bot's other messages have the guild's limit. */
  readonly bytesPerFile: number;
  /** Ends the "thinking" where no words did. Does not reject. */
  readonly settle: () => Promise<void>;
}

export interface Replies {
  /** Inside `work` the first thing said in answer to the command becomes the reply. */
  within<Result>(reply: PendingReply, work: () => Promise<Result>): Promise<Result>;
  /** The reply that an answer to this event should become; at most once, and null outside of `within`. */
  claim(event: string | undefined): PendingReply | null;
  /** Ends the "thinking" of the reply that `claim` would give: the words come as messages of their own. */
  settle(event: string | undefined): Promise<void>;
  /** The token to edit a message with while it lives; null for a message of the bot's own. */
  tokenFor(message: MessageRef): string | null;
  remember(reply: Pick<PendingReply, "message" | "token" | "createdAt">): void;
}

export function createReplies(now: () => number): Replies {
  const pending = createAnswers<PendingReply>();
  const tokens = new LRUCache<MessageRef, { readonly token: string; readonly createdAt: number }>({
    max: MESSAGES,
  });
  const isAlive = ({ createdAt }: { readonly createdAt: number }) => now() - createdAt < TOKEN_LIFE;

  return {
    within: (reply, work) =>
      pending.during(reply.message, reply, async () => {
        try {
          return await work();
        } finally {
          await pending.take(reply.message)?.settle();
        }
      }),
    claim(event) {
      const reply = pending.take(event);
      return reply && isAlive(reply) ? reply : null;
    },
    async settle(event) {
      await pending.take(event)?.settle();
    },
    tokenFor(message) {
      const entry = tokens.get(message);
      return entry && isAlive(entry) ? entry.token : null;
    },
    remember: ({ message, token, createdAt }) => void tokens.set(message, { token, createdAt }),
  };
}

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
  /** A form. What is entered comes as an interaction of its own. */
  ask(asked: Asked, modal: APIModalInteractionResponseCallbackData): Promise<void>;
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
    async ask(asked, data) {
      await respond(asked, { type: InteractionResponseType.Modal, data });
    },
    async whisper(asked, content) {
      const data = { content, flags: MessageFlags.Ephemeral, allowed_mentions: NO_MENTIONS };
      await respond(asked, { type: InteractionResponseType.ChannelMessageWithSource, data });
    },
  };
}
