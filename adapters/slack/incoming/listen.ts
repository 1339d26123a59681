import type { App } from "@slack/bolt";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { guessLocale } from "../guess-locale.ts";
import { onAction } from "./action.ts";
import { createAnswer, onCommand } from "./command.ts";
import type { Incoming } from "./context.ts";
import { hasLostBot, onLeft, onMessageDeleted } from "./deletions.ts";
import { onFileShared } from "./file-shared.ts";
import { onForm } from "./form.ts";
import { onOpened } from "./greeting/home.ts";
import { onJoined } from "./greeting/joined.ts";
import { type Delivered, onMessage } from "./message.ts";
import {
  actionSchema,
  commandSchema,
  envelopeSchema,
  fileSharedSchema,
  formSchema,
  homeSchema,
  joinedSchema,
  messageSchema,
  stoppedSchema,
} from "./payloads.ts";
import { onStopped } from "./stopped.ts";

/**
 * The way in, as a table of contents. The receiver gets what Slack says and Bolt sorts it; each payload is parsed once by its
 * schema in payloads.ts. Its handler makes one of our events of it and gives that to the router by `incoming.dispatch`.
 *
 *   app_mention, message                 message.ts      a message; find-video.ts says which video it means
 *   file_shared                          file-shared.ts  the message of a file that arrived alone
 *   message_deleted, message_changed     deletions.ts    a deletion
 *   app_uninstalled, tokens_revoked      deletions.ts    the bot has left the workspace
 *   slash command                        command.ts      a command, in a thread that is opened for it
 *   button, menu                         action.ts       an action, or a form that is opened for it
 *   form                                 form.ts         an action with what was entered
 *   agent_session_stopped                stopped.ts      a command, "cancel"
 *   app_home_opened                      greeting/       no event; shows the home page or suggested prompts
 *   member_joined_channel                greeting/       no event; a channel that the bot was added to is welcomed
 */
export function listen(app: App, incoming: Incoming): void {
  listenToMessages(app, incoming);

  app.event("app_uninstalled", ({ body }) => onLeft(incoming, deliveredIn(body).eventId));
  app.event("tokens_revoked", async ({ event, body }) => {
    if (hasLostBot(event)) await onLeft(incoming, deliveredIn(body).eventId);
  });

  app.event("agent_session_stopped", ({ event, body }) =>
    onStopped(incoming, stoppedSchema.parse(event), deliveredIn(body)),
  );

  app.event("app_home_opened", ({ event }) => onOpened(incoming, homeSchema.parse(event)));

  app.event("member_joined_channel", ({ event, body }) =>
    onJoined(incoming, joinedSchema.parse(event), deliveredIn(body)),
  );

  app.command(/.*/, async ({ body, ack, respond }) => {
    const command = commandSchema.parse(body);
    const { channel_id: channel, user_id: user, text } = command;
    const { api, people, logger } = incoming;
    // The receiver holds this back: the person sees it only if nothing else has been shown by then.
    const oneMoment = (locale: string) => ack(catalogueFor(locale).slack.oneMoment);
    await oneMoment(guessLocale(text));
    await oneMoment((await people(user)).locale ?? guessLocale(text));
    const answer = createAnswer({ api, channel, user, respond, logger });
    await onCommand(incoming, command, { answer, onOpened: () => ack() });
    await ack();
  });

  app.view(/.*/, async ({ body, ack }) => {
    await ack();
    const parsed = formSchema.safeParse(body);
    if (parsed.success) await onForm(incoming, parsed.data);
    else incoming.logger.debug("a form of an unknown kind was ignored");
  });

  app.action(/.*/, async ({ body, ack }) => {
    await ack();
    const parsed = actionSchema.safeParse(body);
    if (parsed.success) await onAction(incoming, parsed.data);
    else incoming.logger.debug("an action without a message was ignored");
  });
}

function listenToMessages(app: App, incoming: Incoming): void {
  const takeMessage = async (event: unknown, body: unknown) => {
    const message = messageSchema.safeParse(event);
    const delivered = deliveredIn(body);
    if (message.success) {
      await onMessage(incoming, message.data, delivered);
    } else incoming.logger.debug("a message of an unknown form was ignored");
  };

  app.event("app_mention", ({ event, body }) => takeMessage(event, body));
  app.event("message", async ({ event, body }) => {
    const { subtype } = event as { subtype?: string };
    if (subtype === "message_deleted" || subtype === "message_changed")
      await onMessageDeleted(incoming, event);
    // An app without the scope for member_joined_channel only gets this message.
    else if (subtype === "channel_join" || subtype === "group_join")
      await onJoined(incoming, joinedSchema.parse(event), deliveredIn(body));
    else await takeMessage(event, body);
  });
  app.event("file_shared", async ({ event, body }) => {
    await onFileShared(incoming, fileSharedSchema.parse(event), deliveredIn(body));
  });
}

function deliveredIn(body: unknown): Delivered {
  const { event_id, is_ext_shared_channel } = envelopeSchema.parse(body);
  return { eventId: event_id, isSharedChannel: is_ext_shared_channel ?? false };
}
