import type { App } from "@slack/bolt";
import { hearAction } from "./action.ts";
import { createAnswer, hearCommand } from "./command.ts";
import type { Incoming } from "./context.ts";
import { hasLostBot, hearDeleted, hearLeft } from "./deletions.ts";
import { hearFileShared } from "./file-shared.ts";
import { showHome } from "./home.ts";
import { type Delivered, hearMessage } from "./message.ts";
import {
  actionSchema,
  commandSchema,
  envelopeSchema,
  fileSharedSchema,
  homeSchema,
  messageSchema,
} from "./payloads.ts";

/** Tells Bolt who hears what. Each payload is parsed here, once; what does not parse is no news for the bot. */
export function listen(app: App, incoming: Incoming): void {
  listenToMessages(app, incoming);

  app.event("app_uninstalled", ({ body }) => hearLeft(incoming, deliveredIn(body).eventId));
  app.event("tokens_revoked", async ({ event, body }) => {
    if (hasLostBot(event)) await hearLeft(incoming, deliveredIn(body).eventId);
  });

  app.event("app_home_opened", async ({ event }) => {
    const { user, tab } = homeSchema.parse(event);
    if (tab !== "messages") await showHome(incoming, user);
  });

  app.command(/.*/, async ({ body, ack, respond }) => {
    await ack();
    const command = commandSchema.parse(body);
    const { channel_id: channel, user_id: user } = command;
    const { api, logger } = incoming;
    await hearCommand(incoming, command, createAnswer({ api, channel, user, respond, logger }));
  });

  app.action(/.*/, async ({ body, ack }) => {
    await ack();
    const parsed = actionSchema.safeParse(body);
    if (parsed.success) await hearAction(incoming, parsed.data);
    else incoming.logger.debug("an action without a message was ignored");
  });
}

function listenToMessages(app: App, incoming: Incoming): void {
  const hear = async (event: unknown, body: unknown) => {
    const message = messageSchema.safeParse(event);
    const delivered = deliveredIn(body);
    if (message.success) {
      incoming.shared.note(message.data.channel, delivered.isSharedChannel);
      await hearMessage(incoming, message.data, delivered);
    } else incoming.logger.debug("a message of an unknown form was ignored");
  };

  app.event("app_mention", ({ event, body }) => hear(event, body));
  app.event("message", async ({ event, body }) => {
    const { subtype } = event as { subtype?: string };
    if (subtype === "message_deleted" || subtype === "message_changed") await hearDeleted(incoming, event);
    else await hear(event, body);
  });
  app.event("file_shared", async ({ event, body }) => {
    await hearFileShared(incoming, fileSharedSchema.parse(event), deliveredIn(body));
  });
}

function deliveredIn(body: unknown): Delivered {
  const { event_id, is_ext_shared_channel } = envelopeSchema.parse(body);
  return { eventId: event_id, isSharedChannel: is_ext_shared_channel ?? false };
}
