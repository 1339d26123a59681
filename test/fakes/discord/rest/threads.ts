import { ChannelType } from "discord.js";
import { refusals } from "../api-error.ts";
import { channelPayload, isText } from "../payloads.ts";
import { demand, demandWriting } from "../permissions.ts";
import { type FakeChannel, isThread } from "../world.ts";
import type { RestContext, Route } from "./context.ts";

export function channelRoutes(context: RestContext): readonly Route[] {
  const { world, gateway } = context;
  const channelOf = (id = "") => {
    const channel = world.channels.get(id);
    if (!channel) throw refusals.unknownChannel();
    return channel;
  };
  return [
    {
      // `RESTPostAPIChannelTypingResult` of discord-api-types: nothing comes back.
      // https://docs.discord.com/developers/resources/channel#trigger-typing-indicator
      method: "POST",
      path: /^\/channels\/(\d+)\/typing$/,
      handle(_, [id]) {
        demandWriting(world, channelOf(id));
        return null;
      },
    },
    {
      method: "GET",
      path: /^\/channels\/(\d+)$/,
      handle(_, [id]) {
        const channel = channelOf(id);
        demand(world, channel, []);
        return channelPayload(world, channel);
      },
    },
    {
      method: "PATCH",
      path: /^\/channels\/(\d+)$/,
      handle({ body }, [id]) {
        const channel = channelOf(id);
        demand(world, channel, ["SendMessagesInThreads"]);
        if (channel.locked) throw refusals.missingPermissions();
        if (typeof body.name === "string") channel.name = body.name;
        if (typeof body.archived === "boolean") channel.archived = body.archived;
        gateway.tell("THREAD_UPDATE", channelPayload(world, channel), channel.guild);
        return channelPayload(world, channel);
      },
    },
    {
      method: "POST",
      path: /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      handle: ({ body }, [id, message]) => startThread(context, channelOf(id), message ?? "", body),
    },
    {
      method: "POST",
      path: /^\/users\/@me\/channels$/,
      handle: ({ body }) => ({ id: directChannel(context, String(body.recipient_id)).id, type: 1 }),
    },
  ];
}

function startThread(
  context: RestContext,
  channel: FakeChannel,
  message: string,
  { name }: Readonly<Record<string, unknown>>,
): object {
  const { world, gateway } = context;
  demand(world, channel, ["CreatePublicThreads"]);
  if (!isText(channel.type)) throw refusals.wrongChannel();
  if (world.messages.get(message)?.channel !== channel.id) throw refusals.unknownMessage();
  if (world.channels.has(message)) throw refusals.threadExists();
  const active = [...world.channels.values()].filter((one) => isThread(one) && !one.archived).length;
  const limit = world.guilds.get(channel.guild ?? "")?.activeThreads ?? 0;
  if (active >= limit) throw refusals.tooManyThreads();
  if (typeof name !== "string" || name.trim() === "" || name.length > 100) {
    throw refusals.invalidForm("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
  }
  const isNews = channel.type === ChannelType.GuildAnnouncement;
  const thread: FakeChannel = {
    id: message,
    type: isNews ? ChannelType.AnnouncementThread : ChannelType.PublicThread,
    guild: channel.guild,
    parent: channel.id,
    name,
    denied: 0n,
    archived: false,
    locked: false,
    recipient: null,
  };
  world.channels.set(thread.id, thread);
  gateway.tell("THREAD_CREATE", { ...channelPayload(world, thread), newly_created: true }, channel.guild);
  return channelPayload(world, thread);
}

/** The one channel between the bot and a person. */
function directChannel({ world }: Pick<RestContext, "world">, user: string): FakeChannel {
  if (!world.users.has(user)) throw refusals.cannotReachUser();
  const known = [...world.channels.values()].find(({ recipient }) => recipient === user);
  if (known) return known;
  const channel: FakeChannel = {
    id: world.nextId(),
    type: ChannelType.DM,
    guild: null,
    parent: null,
    name: "",
    denied: 0n,
    archived: false,
    locked: false,
    recipient: user,
  };
  world.channels.set(channel.id, channel);
  return channel;
}
