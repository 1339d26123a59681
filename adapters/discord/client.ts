import { Client, GatewayIntentBits, Options, Partials, REST } from "discord.js";
import { apiBase, type DiscordOptions } from "./options.ts";
import { NO_MENTIONS } from "./outgoing/payload.ts";

/**
 * Guilds: channels, threads and permissions. The two kinds of messages: mentions, questions in direct messages,
 * and deletions. Message content, which is privileged: questions that do not mention the bot.
 */
function intentsOf(readsMessages: boolean): readonly GatewayIntentBits[] {
  const usual = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
  return readsMessages ? [...usual, GatewayIntentBits.MessageContent] : usual;
}

/** The gateway alone: what goes out has a REST client of its own, which outlives the connection. */
export function createClient({ apiUrl, shards }: DiscordOptions, readsMessages: boolean): Client {
  return new Client({
    intents: [...intentsOf(readsMessages)],
    // Discord tells of a direct message before it tells of its channel.
    partials: [Partials.Channel],
    shards: typeof shards === "number" ? Array.from({ length: shards }, (_, id) => id) : "auto",
    ...(typeof shards === "number" && { shardCount: shards }),
    allowedMentions: { parse: [], repliedUser: NO_MENTIONS.replied_user ?? false },
    // Every shard lives in this process: what nobody asks for is not kept.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
    }),
    rest: { api: apiBase(apiUrl) },
  });
}

export function createRest({ apiUrl, token }: Pick<DiscordOptions, "apiUrl" | "token">): REST {
  return new REST({ api: apiBase(apiUrl) }).setToken(token);
}
