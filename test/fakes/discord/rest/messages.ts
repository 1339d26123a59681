import { refusals } from "../api-error.ts";
import { demand, demandWriting } from "../permissions.ts";
import { timeOf } from "../snowflake.ts";
import { type FakeChannel, type FakeMessage, isThread, type World } from "../world.ts";
import type { RestContext, Route } from "./context.ts";
import { type MessageForm, readMessageForm } from "./message-form.ts";
import type { ApiRequest } from "./request.ts";
import { bytesPerFileIn, changeMessage, shown, storeMessage } from "./store-message.ts";

/** How long Discord knows a nonce, milliseconds: "a few minutes". */
const NONCE_LIFE = 5 * 60 * 1000;

export function messageRoutes(context: RestContext): readonly Route[] {
  const { world } = context;
  const channelOf = (id = "") => {
    const channel = world.channels.get(id);
    if (!channel) throw refusals.unknownChannel();
    return channel;
  };
  const messageOf = (channel: FakeChannel, id = "") => {
    const message = world.messages.get(id);
    if (message?.channel !== channel.id) throw refusals.unknownMessage();
    return message;
  };
  return [
    {
      method: "POST",
      path: /^\/channels\/(\d+)\/messages$/,
      handle: (request, [id]) => create(context, channelOf(id), request),
    },
    {
      method: "PATCH",
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      handle: (request, [id, message]) => {
        const channel = channelOf(id);
        return edit(context, channel, messageOf(channel, message), request);
      },
    },
    {
      method: "DELETE",
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      handle: (_, [id, message]) => {
        const channel = channelOf(id);
        return remove(context, channel, messageOf(channel, message));
      },
    },
    {
      method: "GET",
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      handle: (_, [id, message]) => {
        const channel = channelOf(id);
        demand(world, channel, ["ReadMessageHistory"]);
        return context.gateway.asSeen(messageOf(channel, message));
      },
    },
  ];
}

function create(context: RestContext, channel: FakeChannel, request: ApiRequest): object {
  const { world } = context;
  demandWriting(world, channel);
  if (isThread(channel) && channel.locked) throw refusals.threadLocked();
  const recipient = channel.recipient ? world.users.get(channel.recipient) : undefined;
  if (recipient?.acceptsDirect === false) throw refusals.cannotReachUser();
  const form = readMessageForm(request, { world, bytesPerFile: bytesPerFileIn(world, channel) });
  demandFor(context, channel, form, request);
  const twin = form.enforce_nonce ? twinOf(world, form.nonce) : undefined;
  return shown(context, twin ?? storeMessage(context, channel, form, request.files));
}

/** A message with a nonce that was used before is answered with the first message. */
function twinOf(world: World, nonce: string | undefined): FakeMessage | undefined {
  const recent = [...world.messages.values()].filter(({ id }) => world.now() - timeOf(id) < NONCE_LIFE);
  return nonce === undefined ? undefined : recent.find((message) => message.nonce === nonce);
}

function edit(context: RestContext, channel: FakeChannel, message: FakeMessage, request: ApiRequest): object {
  const { world } = context;
  demand(world, channel, []);
  if (message.author !== world.bot.id) throw refusals.notYours();
  if (isThread(channel) && channel.archived) throw refusals.archived();
  const bytesPerFile = bytesPerFileIn(world, channel);
  const form = readMessageForm(request, { world, bytesPerFile, before: message });
  demandFor(context, channel, form, request);
  changeMessage(context, message, form, request.files);
  return shown(context, message);
}

/** One's own needs no permission; in an archived thread nothing is deleted. */
function remove({ world, gateway }: RestContext, channel: FakeChannel, message: FakeMessage): null {
  demand(world, channel, []);
  if (message.author !== world.bot.id) throw refusals.notYours();
  if (isThread(channel) && channel.archived) throw refusals.archived();
  world.messages.delete(message.id);
  gateway.tellGone(message);
  return null;
}

/** Without the right to embed, Discord takes a message and shows nothing of its cards: worse than a refusal. */
function demandFor({ world }: RestContext, channel: FakeChannel, form: MessageForm, request: ApiRequest) {
  if (request.files.length > 0) demand(world, channel, ["AttachFiles"]);
  if (form.embeds.length > 0) demand(world, channel, ["EmbedLinks"]);
}
