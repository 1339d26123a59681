import { ChannelType } from "discord.js";
import { createSnowflakes } from "./snowflake.ts";

export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly bot: boolean;
  /** Answers to direct messages of the bot. */
  acceptsDirect: boolean;
  readonly roles: readonly string[];
  readonly permissions: bigint;
}

export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly premiumTier: number;
  readonly locale: string;
  /** When the bot was added, milliseconds since 1970. */
  joinedAt: number;
  /** Where Discord posts its own messages. */
  systemChannel: string | null;
  /** The bot's own role, which Discord makes with it. */
  readonly botRole: string;
  botPermissions: bigint;
  /** Ids of the roles that people can have. */
  readonly roles: string[];
  /** More active threads than this are refused. */
  activeThreads: number;
  /** The bot is in it. */
  readonly isJoined: boolean;
}

export interface FakeChannel {
  readonly id: string;
  readonly type: ChannelType;
  readonly guild: string | null;
  readonly parent: string | null;
  name: string;
  /** What the bot may not do here, beyond what its role says. */
  denied: bigint;
  archived: boolean;
  locked: boolean;
  /** Of a direct channel with the bot; other conversations outside of servers have none. */
  readonly recipient: string | null;
}

/** A conversation between people, which the bot is no part of. */
export function isPrivate({ guild, recipient }: FakeChannel): boolean {
  return guild === null && recipient === null;
}

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly description: string | null;
  readonly channel: string;
  lost: boolean;
}

export interface FakeMessage {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  content: string;
  embeds: readonly Embed[];
  components: readonly Component[];
  files: readonly FakeFile[];
  flags: number;
  readonly type: number;
  readonly replyTo: string | null;
  readonly nonce: string | null;
  readonly forwarded: readonly FakeMessage[];
  /** Whom the sender allowed to be pinged, as it was sent; null where nothing was said of it. */
  allowedMentions: unknown;
  edits: number;
}

export interface Embed {
  readonly color?: number;
  readonly title?: string;
  readonly description?: string;
  readonly author?: { readonly name: string; readonly url?: string };
  readonly footer?: { readonly text: string };
  readonly image?: { readonly url: string };
}

/** A component of a message, of whatever kind. */
export interface Component {
  readonly type: number;
  readonly components?: readonly Component[];
  /** Of a text display. */
  readonly content?: string;
  /** Of a media gallery. */
  readonly items?: readonly {
    readonly media: { readonly url: string };
    readonly description?: string | null;
    readonly spoiler?: boolean;
  }[];
  readonly file?: { readonly url: string };
  readonly accent_color?: number | null;
  readonly spoiler?: boolean;
  readonly style?: number;
  readonly label?: string;
  readonly placeholder?: string;
  readonly custom_id?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly {
    readonly label: string;
    readonly component: {
      readonly type: number;
      readonly custom_id: string;
      readonly options?: readonly { readonly label: string; readonly value: string }[] | undefined;
    };
  }[];
}

export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly channel: string;
  readonly user: string;
  readonly createdAt: number;
  acknowledged: boolean;
  /** The public reply, once there is one. */
  reply: string | null;
  /** What only the person sees. */
  readonly whispers: string[];
  /** Ids of the further messages by its token. */
  readonly followUps: string[];
  /** The person who has brought the bot to a place that it is no member of; null where it is one. */
  readonly host: string | null;
  /** The form that it opened, and the message whose button it was. */
  modal: Modal | null;
  readonly message: string | null;
}

/** Everything that exists, in the state it is in. */
export interface World {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly token: string;
  readonly bot: FakeUser;
  readonly users: Map<string, FakeUser>;
  readonly guilds: Map<string, FakeGuild>;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: Map<string, FakeMessage>;
  readonly files: Map<string, FakeFile>;
  readonly interactions: Map<string, FakeInteraction>;
  /** By "global" or the guild's id. */
  readonly commands: Map<string, readonly object[]>;
  /** Whether the portal's switch for message content is on. */
  readonly messageContent: boolean;
  /** Whether the portal lets people install the app for themselves. */
  readonly forPeople: boolean;
  /** Whether it knows messages of components. */
  knowsLayouts: boolean;
  /** Bytes that an interaction says a file may have. */
  readonly attachmentSizeLimit: number;
  /** The file server takes requests and never answers. */
  isCdnSilent: boolean;
  /** What our requests did against the rules, in words. */
  readonly violations: string[];
}

export interface WorldOptions {
  readonly now: () => number;
  readonly messageContent: boolean;
  readonly forPeople: boolean;
  readonly attachmentSizeLimit: number;
}

export function createWorld({ now, messageContent, forPeople, attachmentSizeLimit }: WorldOptions): World {
  const nextId = createSnowflakes(now);
  const bot: FakeUser = {
    id: nextId(),
    name: "Cuepoint",
    locale: "en-US",
    bot: true,
    acceptsDirect: true,
    roles: [],
    permissions: 0n,
  };
  return {
    now,
    nextId,
    token: `${Buffer.from(bot.id).toString("base64url")}.stand-in.token`,
    bot,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    interactions: new Map(),
    commands: new Map(),
    messageContent,
    forPeople,
    attachmentSizeLimit,
    isCdnSilent: false,
    knowsLayouts: true,
    violations: [],
  };
}

/** Whether the bot is no member of the place, so that only people who installed it for themselves reach it there. */
export function isForeign(world: World, channel: FakeChannel): boolean {
  return (
    isPrivate(channel) || (channel.guild !== null && world.guilds.get(channel.guild)?.isJoined === false)
  );
}

const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

export function isThread({ type }: FakeChannel): boolean {
  return THREADS.includes(type);
}

/** A channel's messages, oldest first. */
export function messagesIn(world: World, channel: string): readonly FakeMessage[] {
  return [...world.messages.values()]
    .filter((message) => message.channel === channel)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

export function must<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`the stand-in has no such ${what}`);
  return value;
}
