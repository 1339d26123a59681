import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options, Partials } from "discord.js";
import type { ConnectionWatch } from "../../../src/chat/adapter.ts";
import { CuepointError, type SetupFault } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { setupFault } from "../errors.ts";
import { apiBase, type DiscordOptions } from "../options.ts";
import { NO_MENTIONS } from "../rest/api.ts";
import { LastingRest, type Patience } from "../rest/lasting-rest.ts";
import { createMakeRequest } from "../rest/request.ts";

interface ConnectOptions {
  readonly token: string;
  readonly logger: Logger;
  readonly watch: ConnectionWatch | undefined;
  /** Ends a connection that is not there yet. */
  readonly signal: AbortSignal;
}

/** Resolves when every guild is known. Throws CuepointError where Discord refuses the connection for good. */
export async function connect(client: Client, { token, logger, watch, signal }: ConnectOptions) {
  const refused = Promise.withResolvers<never>();
  const ready = Promise.withResolvers<void>();
  const onDisconnect = ({ code }: { code: number }) => refused.reject(refusalBy(code));
  const onStop = () => refused.reject(new CuepointError("cancelled"));
  client.once(Events.ClientReady, () => ready.resolve());
  client.on(Events.ShardDisconnect, onDisconnect);
  signal.addEventListener("abort", onStop);
  logConnection(client, logger);
  if (watch) watchConnection(client, watch);
  try {
    await Promise.race([Promise.all([client.login(token), ready.promise]), refused.promise]);
  } catch (error) {
    await client.destroy();
    throw error;
  } finally {
    client.off(Events.ShardDisconnect, onDisconnect);
    signal.removeEventListener("abort", onStop);
  }
}

function refusalBy(code: number): CuepointError {
  const cause = new Error(`Discord closed the gateway with code ${code}`);
  if (code === GatewayCloseCodes.AuthenticationFailed) {
    return new CuepointError("platform-signed-out", {}, cause);
  }
  const faults: Readonly<Record<number, SetupFault>> = {
    [GatewayCloseCodes.DisallowedIntents]: "discord-intents",
    [GatewayCloseCodes.ShardingRequired]: "discord-sharding",
    [GatewayCloseCodes.InvalidShard]: "discord-shards",
  };
  return setupFault(faults[code] ?? "discord-closed", cause);
}

/** Away as long as one of its connections is; discord.js connects again by itself, except after it was refused. */
function watchConnection(client: Client, { onAway, onBack, onLost }: ConnectionWatch): void {
  const away = new Set<number>();
  const returned = (shard: number) => {
    away.delete(shard);
    if (away.size === 0) onBack();
  };
  client.on(Events.ShardReconnecting, (shard) => {
    away.add(shard);
    onAway();
  });
  client.on(Events.ShardResume, returned);
  client.on(Events.ShardReady, returned);
  client.on(Events.ShardDisconnect, ({ code }) => onLost(refusalBy(code)));
}

function logConnection(client: Client, logger: Logger): void {
  client.on(Events.ShardReconnecting, (shard) => logger.info({ shard }, "the gateway is reconnecting"));
  client.on(Events.ShardResume, (shard, events) =>
    logger.info({ shard, events }, "the gateway goes on where it was"),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    logger.info({ shard, closeCode: code }, "the gateway was closed for good"),
  );
  // Without listeners these would end the process; discord.js reconnects by itself.
  client.on(Events.ShardError, (error, shard) =>
    logger.info({ shard, err: error }, "the gateway had an error"),
  );
  client.on(Events.Error, (error) => logger.error({ err: error }, "discord.js had an error"));
  client.on(Events.Warn, (warning) => logger.warn({ warning }, "discord.js warns"));
}

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
