import { once } from "node:events";
import KeyvRedis, { createClient } from "@keyv/redis";
import type { Logger } from "../../logger.ts";
import type { Storage } from "./database.ts";

/** Milliseconds until an attempt to connect counts as failed, and the widest gap between two attempts. */
const CONNECT_MS = 2_000;
const RECONNECT_MS = 1_000;
/** A connection that carries nothing for so long is dead and made anew; pings keep a living one busy (ms). */
const SILENCE_MS = 10_000;
const PING_MS = 3_000;

/** Keys that one step of SCAN looks at. */
const BATCH = 1_000;

/** KEYS: the entry. ARGV: "1" where a text is expected, that text, the new one, its life in ms. */
const SWAP = `
  local current = redis.call('GET', KEYS[1])
  if ARGV[1] == '0' and current then return 0 end
  if ARGV[1] == '1' and current ~= ARGV[2] then return 0 end
  redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
  return 1`;

/**
 * Connects in the background and again after each loss. Nothing is queued meanwhile: a call fails at once, where
 * the client's own default would let it wait for ever.
 */
export function openRedis(url: string, logger: Logger): Storage {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (attempts) => Math.min(RECONNECT_MS, 50 * 2 ** attempts),
    },
  });
  client.on("error", (error) => logger.debug({ err: error }, "redis connection"));
  // Rejects on close at the latest; every attempt before has reported its error above.
  client.connect().catch(() => {});
  const firstOutcome = once(client, "ready").then(
    () => undefined,
    () => undefined,
  );
  const adapter = new KeyvRedis(client, { throwOnErrors: true });
  adapter.disconnect = async () => {
    if (client.isReady) await client.close();
    else if (client.isOpen) client.destroy();
  };
  return {
    adapter,
    blobs: "base64",
    async ready() {
      await firstOutcome;
      if (!client.isReady) throw new Error("redis is not connected");
    },
    async keys(prefix) {
      const pages = await Array.fromAsync(client.scanIterator({ MATCH: `${prefix}*`, COUNT: BATCH }));
      // SCAN may give a key twice.
      return [...new Set(pages.flat())];
    },
    async swap(key, expected, text, ttlMs) {
      const args = [expected === undefined ? "0" : "1", expected ?? "", text, String(ttlMs)];
      return (await client.eval(SWAP, { keys: [key], arguments: args })) === 1;
    },
    async prolong(keys, ttlMs) {
      await Promise.all(keys.map((key) => client.pExpire(key, ttlMs)));
    },
    // Redis ends entries and frees their memory by itself.
    async compact() {},
  };
}
