import { MessageFlags, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Payload } from "../outgoing/payload.ts";

const created = z.object({ id: z.string() });

/** The calls that put words before people. Each rejects as discord.js does. */
export interface Api {
  /** The same nonce within a few minutes gives the first message again instead of a second one. */
  create(channel: string, payload: Payload, nonce: string): Promise<MessageRef>;
  edit(channel: string, message: MessageRef, payload: Payload): Promise<void>;
  remove(channel: string, message: MessageRef): Promise<void>;
  /** By an interaction's token, which needs no permission in the channel. */
  editReply(token: string, message: MessageRef, payload: Payload): Promise<void>;
  removeReply(token: string): Promise<void>;
  /** By an interaction's token too, for whoever made the interaction alone. */
  aside(token: string, payload: Payload): Promise<MessageRef>;
  reopen(thread: string): Promise<void>;
  /** The channel of direct messages with a person. */
  direct(user: string): Promise<string>;
}

export function createApi(rest: REST, applicationId: () => string): Api {
  return {
    async create(channel, { body, files }, nonce) {
      const route = Routes.channelMessages(channel);
      const reply = await rest.post(route, { body: { ...body, nonce, enforce_nonce: true }, files });
      return created.parse(reply).id;
    },
    async edit(channel, message, { body, files }) {
      await rest.patch(Routes.channelMessage(channel, message), { body, files });
    },
    async remove(channel, message) {
      await rest.delete(Routes.channelMessage(channel, message));
    },
    async editReply(token, message, { body, files }) {
      const route = Routes.webhookMessage(applicationId(), token, message);
      await rest.patch(route, { body, files, auth: false });
    },
    async removeReply(token) {
      await rest.delete(Routes.webhookMessage(applicationId(), token), { auth: false });
    },
    async aside(token, { body, files }) {
      const flags = (body.flags ?? 0) | MessageFlags.Ephemeral;
      const route = Routes.webhook(applicationId(), token);
      const query = new URLSearchParams({ wait: "true" });
      return created.parse(await rest.post(route, { body: { ...body, flags }, files, query, auth: false }))
        .id;
    },
    async reopen(thread) {
      await rest.patch(Routes.channel(thread), { body: { archived: false } });
    },
    async direct(user) {
      return created.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: user } })).id;
    },
  };
}
