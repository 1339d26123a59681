import { ChannelType } from "discord.js";
import { createDiscordAdapter, type DiscordOptions } from "../../../adapters/discord/adapter.ts";
import type { Dispatch } from "../../../src/chat/adapter.ts";
import type { ChatEvent } from "../../../src/chat/event.ts";
import { encodeThreadId, type ThreadId } from "../../../src/chat/thread-id.ts";
import { type FakeDiscord, startDiscord } from "../../fakes/discord/discord.ts";
import type { FakeChannel } from "../../fakes/discord/world.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { commands } from "./commands.ts";

/** A core that only remembers. */
export function recordingCore(react: Dispatch = async () => undefined) {
  const events: ChatEvent[] = [];
  const dispatch: Dispatch = async (event, signal) => {
    events.push(event);
    await react(event, signal);
  };
  return { events, dispatch };
}

export interface Clock {
  readonly now: () => number;
  advance(milliseconds: number): void;
}

/** A clock that stands still until a test moves it. */
export function createClock(start = Date.UTC(2026, 0, 5, 12)): Clock {
  let time = start;
  return {
    now: () => time,
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}

export type Server = Awaited<ReturnType<typeof startServer>>;

/** A stand-in with one server in it: a text channel, a forum's post, a voice channel and a person. */
export async function startServer(options: Parameters<typeof startDiscord>[0] & { tier?: number } = {}) {
  const discord = await startDiscord(options);
  const { places } = discord;
  const guild = places.guild({ premiumTier: options.tier ?? 0 });
  const films = places.channel(guild, "films");
  const forum = places.channel(guild, "questions", ChannelType.GuildForum);
  return {
    discord,
    guild,
    films,
    post: places.thread(forum, "Which film is this?"),
    voice: places.channel(guild, "lounge", ChannelType.GuildVoice),
    role: places.role(guild),
    ada: places.person("Ada", { locale: "en-GB" }),
    [Symbol.asyncDispose]: () => discord.close(),
  };
}

export function adapterFor(discord: FakeDiscord, options: Partial<DiscordOptions> = {}) {
  return createDiscordAdapter({
    token: discord.token,
    apiUrl: discord.apiUrl,
    messageContent: true,
    logger: createFakeLogger(),
    now: discord.world.now,
    ...options,
  });
}

/** A server with the bot in it, and everything that the bot told its core. */
export async function startBot(
  given: {
    server?: Parameters<typeof startServer>[0];
    bot?: Partial<DiscordOptions> | ((server: Server) => Partial<DiscordOptions>);
    core?: (adapter: ReturnType<typeof adapterFor>) => Dispatch;
  } = {},
) {
  const server = await startServer(given.server);
  const options = typeof given.bot === "function" ? given.bot(server) : given.bot;
  const adapter = adapterFor(server.discord, options);
  const { events, dispatch } = recordingCore(given.core?.(adapter));
  await adapter.start(commands, dispatch);
  return {
    ...server,
    adapter,
    events,
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      await server.discord.close();
    },
  };
}

/** The id by which the core knows a channel or thread. */
export function threadIdOf(place: FakeChannel): ThreadId {
  const isThread = place.type === ChannelType.PublicThread;
  return encodeThreadId({
    platform: "discord",
    tenant: place.guild ?? `dm-${place.id}`,
    channel: isThread && place.parent ? place.parent : place.id,
    thread: place.id,
  });
}
