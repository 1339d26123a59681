import { createHmac } from "node:crypto";
import { ChannelType } from "discord.js";
import { bits, botPermissions } from "./permissions.ts";
import { timeOf } from "./snowflake.ts";
import {
  type FakeChannel,
  type FakeFile,
  type FakeGuild,
  type FakeMessage,
  type FakeUser,
  isPrivate,
  isThread,
  must,
  type World,
} from "./world.ts";

/** How long an attachment's address is good for, milliseconds. */
const ADDRESS_LIFE = 24 * 60 * 60 * 1000;
const SIGNING_KEY = "stand-in";

export function userPayload({ id, name, bot }: FakeUser): object {
  return { id, username: name, global_name: name, discriminator: "0", avatar: null, bot };
}

function memberPayload(world: World, user: FakeUser, guild: FakeGuild): object {
  const own = user.id === world.bot.id ? [guild.botRole] : user.roles;
  return {
    user: userPayload(user),
    nick: null,
    roles: own,
    joined_at: new Date(0).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function channelPayload(world: World, channel: FakeChannel): object {
  const { id, type, guild, parent, name, denied } = channel;
  const base = { id, type, name, last_message_id: null };
  if (isPrivate(channel)) return { ...base, owner_id: "100000000000000001", recipients: [] };
  if (guild === null) {
    return { ...base, recipients: [userPayload(must(world.users.get(channel.recipient ?? ""), "user"))] };
  }
  if (isThread(channel)) return { ...base, ...threadFields(world, channel) };
  const overwrites = denied === 0n ? [] : [{ id: guildOf(world, guild).botRole, denied }];
  return {
    ...base,
    guild_id: guild,
    parent_id: parent,
    position: 0,
    permission_overwrites: overwrites.map((one) => ({
      id: one.id,
      type: 0,
      allow: "0",
      deny: String(one.denied),
    })),
  };
}

function threadFields(world: World, { guild, parent, archived, locked, id }: FakeChannel): object {
  return {
    guild_id: guild,
    parent_id: parent,
    owner_id: world.bot.id,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived,
      locked,
      auto_archive_duration: 1440,
      archive_timestamp: new Date(timeOf(id)).toISOString(),
      create_timestamp: new Date(timeOf(id)).toISOString(),
    },
    member: { id, user_id: world.bot.id, join_timestamp: new Date(timeOf(id)).toISOString(), flags: 0 },
  };
}

export function guildPayload(world: World, guild: FakeGuild): object {
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild.id);
  const role = (id: string, name: string, permissions: bigint, managed: boolean) => ({
    id,
    name,
    permissions: String(permissions),
    position: managed ? 1 : 0,
    color: 0,
    hoist: false,
    managed,
    mentionable: false,
    flags: 0,
    ...(managed && { tags: { bot_id: world.bot.id } }),
  });
  return {
    id: guild.id,
    name: guild.name,
    owner_id: "100000000000000001",
    preferred_locale: guild.locale,
    premium_tier: guild.premiumTier,
    roles: [
      role(guild.id, "@everyone", 0n, false),
      role(guild.botRole, world.bot.name, guild.botPermissions, true),
      ...guild.roles.map((id) => role(id, "role", 0n, false)),
    ],
    members: [memberPayload(world, world.bot, guild)],
    member_count: 2,
    channels: channels.filter((channel) => !isThread(channel)).map((one) => channelPayload(world, one)),
    threads: channels
      .filter((one) => isThread(one) && !one.archived)
      .map((one) => channelPayload(world, one)),
    presences: [],
    voice_states: [],
    emojis: [],
    stickers: [],
    features: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    system_channel_id: guild.systemChannel,
    joined_at: new Date(guild.joinedAt).toISOString(),
    unavailable: false,
    large: false,
  };
}

/** A message as the bot sees it; `isHidden` where it lacks the intent for what others write. */
export function messagePayload(world: World, message: FakeMessage, base: string, isHidden = false): object {
  const channel = must(world.channels.get(message.channel), "channel");
  const author = must(world.users.get(message.author), "user");
  const guild = channel.guild === null ? undefined : guildOf(world, channel.guild);
  const mentioned = mentionsIn(world, message);
  const replied = message.replyTo ? world.messages.get(message.replyTo) : undefined;
  return {
    id: message.id,
    channel_id: message.channel,
    channel_type: channel.type,
    ...(guild && { guild_id: guild.id, member: memberPayload(world, author, guild) }),
    author: userPayload(author),
    content: isHidden ? "" : message.content,
    embeds: isHidden ? [] : message.embeds,
    attachments: isHidden ? [] : message.files.map((file) => attachmentPayload(world, file, base)),
    components: isHidden ? [] : message.components,
    timestamp: new Date(timeOf(message.id)).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: mentioned.users.map(userPayload),
    mention_roles: mentioned.roles,
    pinned: false,
    type: message.type,
    flags: message.flags,
    ...(message.replyTo && {
      message_reference: { type: 0, channel_id: message.channel, message_id: message.replyTo },
      referenced_message: replied
        ? messagePayload(world, { ...replied, replyTo: null }, base, isHidden)
        : null,
    }),
    ...(message.forwarded.length > 0 && {
      message_reference: {
        type: 1,
        channel_id: message.forwarded[0]?.channel,
        message_id: message.forwarded[0]?.id,
      },
      message_snapshots: message.forwarded.map((one) => ({ message: messagePayload(world, one, base) })),
    }),
  };
}

export function mentionsIn(world: World, { content, replyTo }: FakeMessage) {
  const users = [...content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id = ""]) => world.users.get(id) ?? []);
  const replied = replyTo ? world.users.get(world.messages.get(replyTo)?.author ?? "") : undefined;
  const roles = [...content.matchAll(/<@&(\d+)>/g)].map(([, id = ""]) => id);
  return { users: [...new Set([...users, ...(replied ? [replied] : [])])], roles };
}

export function attachmentPayload(world: World, file: FakeFile, base: string): object {
  return {
    id: file.id,
    filename: file.name,
    size: file.data.byteLength,
    url: signedUrl(file, base, world.now()),
    proxy_url: signedUrl(file, base, world.now()),
    content_type: file.contentType,
    ...(file.description && { description: file.description }),
  };
}

export function signedUrl(file: FakeFile, base: string, now: number): string {
  const path = `/attachments/${file.channel}/${file.id}/${encodeURIComponent(file.name)}`;
  const [issued, expires] = [now, now + ADDRESS_LIFE].map((time) => Math.floor(time / 1000).toString(16));
  return `${base}${path}?ex=${expires}&is=${issued}&hm=${signatureOf(path, expires ?? "")}&`;
}

export function signatureOf(path: string, expires: string): string {
  return createHmac("sha256", SIGNING_KEY).update(`${path} ${expires}`).digest("hex");
}

/** "`app_permissions` includes ATTACH_FILES | EMBED_LINKS | MENTION_EVERYONE permissions for (G)DMs with other users." */
const GUEST = ["AttachFiles", "EmbedLinks", "MentionEveryone"] as const;

/** Discord's page on interactions calls it a partial channel: what everyone may do in it is not told. */
function partialChannel(world: World, channel: FakeChannel): object {
  return { ...channelPayload(world, channel), permission_overwrites: undefined };
}

/** What an interaction tells of the place that it happens in. */
export function placePayload(
  world: World,
  channel: FakeChannel,
  user: FakeUser,
  host: string | null,
): object {
  const guild = channel.guild === null ? undefined : guildOf(world, channel.guild);
  return {
    channel_id: channel.id,
    channel: partialChannel(world, channel),
    app_permissions: String(host === null ? botPermissions(world, channel) : bits(GUEST)),
    locale: user.locale,
    context: guild ? 0 : isPrivate(channel) ? 2 : 1,
    // "Authorizing Integration Owners Object": the guild, "0" in direct messages with the bot, or the person alone.
    authorizing_integration_owners: host === null ? { 0: guild?.id ?? "0" } : { 1: host },
    attachment_size_limit: world.attachmentSizeLimit,
    entitlements: [],
    ...(guild
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          member: { ...memberPayload(world, user, guild), permissions: String(user.permissions) },
        }
      : { user: userPayload(user) }),
  };
}

function guildOf(world: World, id: string): FakeGuild {
  return must(world.guilds.get(id), "guild");
}

export function isText(type: ChannelType): boolean {
  return type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;
}
