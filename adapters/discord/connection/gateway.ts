import { type Client, Events, GatewayCloseCodes } from "discord.js";
import type { ConnectionWatch } from "../../../src/chat/connection.ts";
import type { SetupFault } from "../../../src/chat/locales/start-words.ts";
import { CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { setupFault } from "../errors.ts";

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
