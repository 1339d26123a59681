import { type Client, Events, GatewayCloseCodes } from "discord.js";
import type { Logger } from "../../src/logger.ts";
import { DiscordStartError } from "./errors.ts";

/** Resolves when every guild is known. Throws DiscordStartError where Discord refuses the connection for good. */
export async function connect(client: Client, token: string, logger: Logger): Promise<void> {
  const refused = Promise.withResolvers<never>();
  const ready = Promise.withResolvers<void>();
  const onDisconnect = ({ code }: { code: number }) => refused.reject(refusalBy(code));
  client.once(Events.ClientReady, () => ready.resolve());
  client.on(Events.ShardDisconnect, onDisconnect);
  logConnection(client, logger);
  try {
    await Promise.race([Promise.all([client.login(token), ready.promise]), refused.promise]);
  } catch (error) {
    await client.destroy();
    throw error;
  } finally {
    client.off(Events.ShardDisconnect, onDisconnect);
  }
}

function refusalBy(code: number): DiscordStartError {
  const reasons: Readonly<Record<number, string>> = {
    [GatewayCloseCodes.AuthenticationFailed]:
      "Discord does not know this token: copy it again from the Bot page of the developer portal into DISCORD_TOKEN.",
    [GatewayCloseCodes.DisallowedIntents]:
      "Discord does not let this bot read messages: switch on “Message Content Intent” on the Bot page of the developer portal, or set DISCORD_MESSAGE_CONTENT=false.",
    [GatewayCloseCodes.ShardingRequired]:
      "This bot is in too many servers for so few connections: set DISCORD_SHARDS=auto.",
    [GatewayCloseCodes.InvalidShard]: "DISCORD_SHARDS is not a number that Discord accepts: set it to auto.",
  };
  return new DiscordStartError(reasons[code] ?? `Discord closed the connection for good with code ${code}.`);
}

function logConnection(client: Client, logger: Logger): void {
  client.on(Events.ShardReconnecting, (shard) => logger.info({ shard }, "the gateway is reconnecting"));
  client.on(Events.ShardResume, (shard, events) =>
    logger.info({ shard, events }, "the gateway goes on where it was"),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    logger.error({ shard, closeCode: code }, "the gateway is closed for good; start the bot again"),
  );
  // Without listeners these would end the process; discord.js reconnects by itself.
  client.on(Events.ShardError, (error, shard) =>
    logger.warn({ shard, err: error }, "the gateway had an error"),
  );
  client.on(Events.Error, (error) => logger.error({ err: error }, "discord.js had an error"));
  client.on(Events.Warn, (warning) => logger.warn({ warning }, "discord.js warns"));
}
