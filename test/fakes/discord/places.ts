import { ChannelType } from "discord.js";
import { channelPayload, guildPayload } from "./payloads.ts";
import { bits, type PermissionName } from "./permissions.ts";
import type { RestContext } from "./rest/context.ts";
import { type FakeChannel, type FakeGuild, type FakeUser, must } from "./world.ts";

/** What the invite link asks for. */
const INVITED: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
];

/** Builds servers, channels and people. Each can be changed while the bot runs. */
export function createPlaces({ world, gateway }: RestContext) {
  const store = (channel: Pick<FakeChannel, "type" | "guild" | "name"> & Partial<FakeChannel>) => {
    const id = world.nextId();
    const full: FakeChannel = {
      id,
      parent: null,
      denied: 0n,
      archived: false,
      locked: false,
      recipient: null,
      ...channel,
    };
    world.channels.set(id, full);
    return full;
  };
  return {
    guild(
      options: Partial<
        Pick<FakeGuild, "name" | "premiumTier" | "locale" | "activeThreads" | "isJoined">
      > = {},
    ) {
      const guild: FakeGuild = {
        id: world.nextId(),
        name: "Film club",
        premiumTier: 0,
        locale: "en-US",
        joinedAt: 0,
        systemChannel: null,
        activeThreads: 1000,
        isJoined: true,
        botRole: world.nextId(),
        botPermissions: bits(INVITED),
        roles: [],
        ...options,
      };
      world.guilds.set(guild.id, guild);
      return guild;
    },
    /** A role that people can have, as the server had it before the bot came. */
    role(guild: FakeGuild): string {
      const id = world.nextId();
      guild.roles.push(id);
      return id;
    },
    channel(guild: FakeGuild, name = "films", type: ChannelType = ChannelType.GuildText): FakeChannel {
      return store({ type, guild: guild.id, name });
    },
    /** A post of a forum, or a thread of a channel that stands by itself. */
    thread(parent: FakeChannel, name: string, type: ChannelType = ChannelType.PublicThread): FakeChannel {
      return store({ type, guild: parent.guild, parent: parent.id, name });
    },
    direct(person: FakeUser): FakeChannel {
      return store({ type: ChannelType.DM, guild: null, name: "", recipient: person.id });
    },
    /** A conversation of people without the bot. */
    conversation(name = "we"): FakeChannel {
      return store({ type: ChannelType.GroupDM, guild: null, name });
    },
    person(name: string, options: Partial<Omit<FakeUser, "id" | "name">> = {}): FakeUser {
      const user: FakeUser = {
        id: world.nextId(),
        name,
        locale: "en-GB",
        bot: false,
        acceptsDirect: true,
        roles: [],
        permissions: 0n,
        ...options,
      };
      world.users.set(user.id, user);
      return user;
    },
    /** Takes rights away in a channel, or with [] gives all back; `quietly` where the gateway has not said so yet. */
    deny(channel: FakeChannel, names: readonly PermissionName[], quietly = false): void {
      channel.denied = bits(names);
      if (!quietly) gateway.tell("CHANNEL_UPDATE", channelPayload(world, channel), channel.guild);
    },
    lock(thread: FakeChannel): void {
      thread.locked = true;
      thread.archived = true;
      gateway.tell("THREAD_UPDATE", channelPayload(world, thread), thread.guild);
    },
    archive(thread: FakeChannel): void {
      thread.archived = true;
      gateway.tell("THREAD_UPDATE", channelPayload(world, thread), thread.guild);
    },
    removeChannel(channel: FakeChannel): void {
      const isThread = channel.parent !== null && channel.type !== ChannelType.GuildText;
      const payload = channelPayload(world, channel);
      for (const one of world.channels.values()) if (one.parent === channel.id) world.channels.delete(one.id);
      world.channels.delete(channel.id);
      gateway.tell(isThread ? "THREAD_DELETE" : "CHANNEL_DELETE", payload, channel.guild);
    },
    kickBot(guild: FakeGuild): void {
      world.guilds.delete(guild.id);
      gateway.tell("GUILD_DELETE", { id: guild.id }, guild.id);
    },
    /** Discord has trouble with a server, which comes back later. */
    outage(guild: FakeGuild): void {
      gateway.tell("GUILD_DELETE", { id: guild.id, unavailable: true }, guild.id);
    },
    /** A server that the bot is in comes back after an outage. */
    comeBack(guild: FakeGuild): void {
      gateway.tell("GUILD_CREATE", guildPayload(world, must(world.guilds.get(guild.id), "guild")), guild.id);
    },
    /**
     * The bot is added to a server, once more where it was removed. The third of the cases in which GUILD_CREATE is sent, and
     * `joined_at` of its extra fields: https://docs.discord.com/developers/events/gateway-events#guild-create
     */
    join(guild: FakeGuild): void {
      guild.joinedAt = world.now();
      world.guilds.set(guild.id, guild);
      gateway.tell("GUILD_CREATE", guildPayload(world, guild), guild.id);
    },
    /** The same during an outage: the server follows with `comeBack`. "Guild object may be marked as unavailable", as above. */
    joinUnavailable(guild: FakeGuild): void {
      guild.joinedAt = world.now();
      world.guilds.set(guild.id, guild);
      gateway.tell("GUILD_CREATE", { id: guild.id, unavailable: true }, guild.id);
    },
  };
}
