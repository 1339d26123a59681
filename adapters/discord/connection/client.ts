import { Client, GatewayIntentBits, Options, Partials } from "discord.js";
import { apiBase, type DiscordOptions } from "../options.ts";
import { NO_MENTIONS } from "../outgoing/payload.ts";
import { LastingRest, type Patience } from "../rest/lasting-rest.ts";
import { createMakeRequest } from "../rest/request.ts";

/**
 * Guilds: channels, threads and permissions. The two kinds of messages: mentions, questions in direct messages,
 * and deletions. Message content, which is privileged: questions that do not mention the bot.
 */
function intentsOf(readsMessages: boolean): readonly GatewayIntentBits[] {
  const usual = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
  return readsMessages ? [...usual, GatewayIntentBits.MessageContent] : usual;
}

/** The gateway alone: what goes out has a REST client of its own, which outlives the connection. */
export function createClient(options: DiscordOptions, readsMessages: boolean): Client {
  const { shards } = options;
  const client = new Client({
    intents: [...intentsOf(readsMessages)],
    // Discord tells of a direct message before it tells of its channel.
    partials: [Partials.Channel],
    shards: typeof shards === "number" ? Array.from({ length: shards }, (_, id) => id) : "auto",
    ...(typeof shards === "number" && { shardCount: shards }),
    allowedMentions: { parse: [], repliedUser: NO_MENTIONS.replied_user ?? false },
    // Every shard lives in this process, so only what is used is kept.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
    }),
  });
  client.rest = createRest(options, patienceOf(options));
  return client;
}

/** These run while the operator waits: one more try tells a wrong token from a hiccup. */
const AT_START: Patience = { pauses: [500] };

/** A minute in all. */
const PAUSES = [500, 1000, 2000, 4000, 8000, 16_000, 30_000];

/** For a bot at work, to which a trouble of Discord's should be a pause and no end. */
export function patienceOf({ logger, wait }: DiscordOptions): Patience {
  return {
    pauses: PAUSES,
    ...(wait && { wait }),
    onWaiting: () =>
      logger.warn({}, "Discord does not take the bot's token at the moment; asking again for a minute"),
  };
}

/** discord.js's own time limit stands behind ours, which knows how much there is to send. */
const LONGEST_REQUEST = 60 * 60 * 1000;

export function createRest(
  { apiUrl, token }: Pick<DiscordOptions, "apiUrl" | "token">,
  patience: Patience = AT_START,
): LastingRest {
  const options = { api: apiBase(apiUrl), timeout: LONGEST_REQUEST, makeRequest: createMakeRequest() };
  return new LastingRest(options, patience).setToken(token);
}
