import { createHash, randomUUID } from "node:crypto";
import {
  type APIAllowedMentions,
  MessageFlags,
  type RawFile,
  type REST,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from "discord.js";
import { z } from "zod";
import { shorten } from "../../../src/chat/text/split-text.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { ALT_LENGTH, NONCE_LENGTH } from "../limits.ts";
import { drawLayout } from "../render/layout.ts";
import type { Part } from "../render/part.ts";

const created = z.object({ id: z.string() });

/** The calls that post and change messages. Each rejects as discord.js does. */
export interface Api {
  /** The same nonce within a few minutes gives the first message again instead of a second one. */
  create(channel: string, payload: Payload, nonce: string): Promise<MessageRef>;
  edit(channel: string, message: MessageRef, payload: Payload): Promise<void>;
  remove(channel: string, message: MessageRef): Promise<void>;
  /** By an interaction's token, which needs no permission in the channel. */
  editReply(token: string, message: MessageRef, payload: Payload): Promise<void>;
  removeReply(token: string, message?: MessageRef): Promise<void>;
  /** A further message by an interaction's token, which everyone sees where Discord lets them. */
  followUp(token: string, payload: Payload): Promise<MessageRef>;
  /** An ephemeral notice by an interaction's token: only the person who made the interaction sees it. */
  whisper(token: string, payload: Payload): Promise<MessageRef>;
  reopen(thread: string): Promise<void>;
  /** "… is typing", for ten seconds. Takes the right to post. */
  typing(channel: string): Promise<void>;
  /** The channel of direct messages with a person. */
  direct(user: string): Promise<string>;
}

export function createApi(rest: REST, applicationId: () => string): Api {
  const followUp = async (token: string, { body, files }: Payload) => {
    const route = Routes.webhook(applicationId(), token);
    const query = new URLSearchParams({ wait: "true" });
    return created.parse(await rest.post(route, { body, files, query, auth: false })).id;
  };
  return {
    async create(channel, { body, files }, nonce) {
      const route = Routes.channelMessages(channel);
      const reply = await rest.post(route, { body: { ...body, nonce, enforce_nonce: true }, files });
      return created.parse(reply).id;
    },
    async edit(channel, message, { body, files }) {
      await rest.patch(Routes.channelMessage(channel, message), { body: asChange(body), files });
    },
    async remove(channel, message) {
      await rest.delete(Routes.channelMessage(channel, message));
    },
    async editReply(token, message, { body, files }) {
      const route = Routes.webhookMessage(applicationId(), token, message);
      await rest.patch(route, { body: asChange(body), files, auth: false });
    },
    async removeReply(token, message) {
      await rest.delete(Routes.webhookMessage(applicationId(), token, message), { auth: false });
    },
    followUp,
    whisper: (token, { body, files }) =>
      followUp(token, { body: { ...body, flags: (body.flags ?? 0) | MessageFlags.Ephemeral }, files }),
    async reopen(thread) {
      await rest.patch(Routes.channel(thread), { body: { archived: false } });
    },
    async typing(channel) {
      await rest.post(Routes.channelTyping(channel));
    },
    async direct(user) {
      return created.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: user } })).id;
    },
  };
}

/** No one is ever pinged, whatever a model or a file's name says. */
export const NO_MENTIONS: APIAllowedMentions = { parse: [], replied_user: false };

type MessageBody = RESTPostAPIChannelMessageJSONBody;

export interface Payload {
  readonly body: MessageBody;
  readonly files: RawFile[];
}

/** A part as the API takes it, for sending and for editing: what is not in it any more goes away. */
export function payloadOf(part: Part): Payload {
  const { content, embeds, files, rows, isLayout } = part;
  return {
    body: {
      ...(isLayout
        ? { components: drawLayout(part), flags: MessageFlags.IsComponentsV2 }
        : {
            ...{ content, embeds: [...embeds], components: [...rows] },
            // The flag would hide our own cards too, so it is set where there are none.
            flags: embeds.length === 0 ? MessageFlags.SuppressEmbeds : 0,
          }),
      attachments: files.map(({ name, alt }, id) => ({
        id,
        filename: name,
        ...(alt && { description: shorten(alt, ALT_LENGTH) }),
      })),
      allowed_mentions: NO_MENTIONS,
    } as MessageBody,
    files: files.map(({ name, data, mediaType }) => ({ name, data, contentType: mediaType })),
  };
}

/** What was text becomes components only where its words and embeds are taken away: https://github.com/discordjs/guide/pull/1620 */
function asChange(body: MessageBody): object {
  const isLayout = ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  return isLayout ? { ...body, content: null, embeds: null } : body;
}

/** The same for every try of one part of one delivery, in one thread, and for nothing else. */
export function nonceOf(thread: ThreadId, key: string, part: number): string {
  return digest(JSON.stringify([thread, key, part]));
}

/** For what is sent only once: a try that the server carried out and then failed is still not sent twice. */
export function freshNonce(): string {
  return digest(randomUUID());
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, NONCE_LENGTH);
}
