import { ChannelType, type Client, type REST, Routes } from "discord.js";
import { z } from "zod";
import { encodeThreadId, parseThreadId, type ThreadId } from "../../src/chat/thread-id.ts";

/** Where people talk, in the form that decides how to answer there. */
export interface Location {
  readonly tenant: string;
  /** The channel that access lists and permissions speak of; for a thread the one it hangs in. */
  readonly channel: string;
  /** Where messages are sent: the thread, or the channel itself where there is none. */
  readonly target: string;
  readonly kind: "direct" | "thread" | "channel" | "guest";
  /** A thread can hang at a message here. Forum posts are threads; voice channels and direct messages have none. */
  readonly opensThreads: boolean;
  /**
   * Not all who see the channel see this thread: to the core it is a channel of its own, so that nothing of it is found or
   * talked about elsewhere.
   */
  readonly isPrivate?: true;
  /** The server and the category around the channel, for access lists. */
  readonly server: string | null;
  readonly category: string | null;
}

/**
 * Where the bot is a guest: a person who has installed it for themselves brought it to a server or conversation that it is no member
 * of. What is known of videos there is that person's own, so that each has a tenant of their own.
 */
export function guestLocation(person: string, channel: string, server: string | null): Location {
  const base = { kind: "guest", opensThreads: false, category: null, server } as const;
  return { ...base, tenant: `user-${person}`, channel, target: channel };
}

/** One person's messages with the bot. */
export function isDirect({ tenant }: Pick<Location, "tenant">): boolean {
  return tenant.startsWith("dm-");
}

/** Whose guest the bot is there; null where it is none. */
export function hostOf({ tenant }: Pick<Location, "tenant">): string | null {
  return /^user-(\d{15,21})$/.exec(tenant)?.[1] ?? null;
}

/** What is needed of a channel, from the gateway's cache or from the API. */
interface ChannelFacts {
  readonly id: string;
  readonly type: ChannelType;
  readonly guildId: string | null;
  readonly parentId: string | null;
  readonly category: string | null;
}

function locationOf({ id, type, guildId, parentId, category }: ChannelFacts): Location {
  if (guildId === null) {
    return {
      tenant: `dm-${id}`,
      channel: id,
      target: id,
      kind: "direct",
      opensThreads: false,
      server: null,
      category: null,
    };
  }
  const isThread = THREADS.includes(type) && parentId !== null;
  return {
    tenant: guildId,
    channel: isThread ? parentId : id,
    target: id,
    kind: isThread ? "thread" : "channel",
    ...(isThread && type === ChannelType.PrivateThread && { isPrivate: true as const }),
    opensThreads: type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement,
    server: guildId,
    category,
  };
}

export function threadIdOf({
  tenant,
  channel,
  target,
  isPrivate = false,
}: Pick<Location, "tenant" | "channel" | "target"> & { readonly isPrivate?: boolean }): ThreadId {
  return encodeThreadId({
    platform: "discord",
    tenant,
    channel: isPrivate ? target : channel,
    thread: target,
  });
}

/** Throws TypeError for an id of another platform. */
export function readThreadId(id: ThreadId): Pick<Location, "tenant" | "channel" | "target"> {
  const { platform, tenant, channel, thread } = parseThreadId(id);
  if (platform !== "discord" || !SNOWFLAKE.test(channel) || !SNOWFLAKE.test(thread)) {
    throw new TypeError("not a thread of Discord");
  }
  return { tenant, channel, target: thread };
}

const SNOWFLAKE = /^\d{15,21}$/;

const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

const channelReply = z.object({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
});

export interface Locations {
  /** From the gateway's cache, at once; null for what is not in it, such as an archived thread. */
  known(channelId: string): Location | null;
  /** Asks the API where the cache does not know. Rejects as the API does. */
  find(channelId: string): Promise<Location>;
}

export function createLocations(client: Client, rest: REST): Locations {
  const factsOf = (id: string): ChannelFacts | null => {
    const channel = client.channels.cache.get(id);
    if (!channel) return null;
    if (channel.isDMBased()) {
      return { id, type: channel.type, guildId: null, parentId: null, category: null };
    }
    const category = channel.isThread() ? (channel.parent?.parentId ?? null) : channel.parentId;
    return { id, type: channel.type, guildId: channel.guildId, parentId: channel.parentId, category };
  };
  const known = (id: string): Location | null => {
    const facts = factsOf(id);
    return facts && locationOf(facts);
  };
  return {
    known,
    async find(id) {
      const inCache = known(id);
      if (inCache) return inCache;
      const channel = channelReply.parse(await rest.get(Routes.channel(id)));
      const parentId = channel.parent_id ?? null;
      return locationOf({
        id,
        type: channel.type,
        guildId: channel.guild_id ?? null,
        parentId,
        category: parentId === null ? null : (factsOf(parentId)?.parentId ?? null),
      });
    },
  };
}
