import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import type { Logger } from "../../../logger.ts";

/** Longest that a command waits for Redis before it fails, milliseconds. */
const COMMAND_MS = 5_000;
/** Longest pause between two tries to connect, milliseconds. */
const RECONNECT_MS = 2_000;

/** Longest that a probed server may take, milliseconds. */
const PROBE_MS = 5_000;

const retryStrategy = (times: number) => Math.min(times * 100, RECONNECT_MS);

interface Connections {
  /** Fails soon while Redis is away. */
  readonly commands: Redis;
  /** Waits for Redis as long as it takes: BullMQ's workers ask for that. */
  readonly worker: Redis;
  /** Only listens. */
  readonly listener: Redis;
  close(): void;
}

export function connect(url: string, logger: Logger): Connections {
  const commands = new Redis(url, { retryStrategy, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS });
  const worker = new Redis(url, { retryStrategy, maxRetriesPerRequest: null });
  const listener = new Redis(url, { retryStrategy, maxRetriesPerRequest: null });
  const all = { commands, worker, listener };
  for (const [name, redis] of Object.entries(all)) {
    redis.on("error", (error: Error) =>
      logger.warn({ connection: name, reason: error.message }, "Redis is away"),
    );
  }
  return {
    ...all,
    close() {
      for (const redis of Object.values(all)) redis.disconnect();
    },
  };
}

export interface RedisProbe {
  readonly version: string;
  /** What goes when memory is full; null where the server does not tell. */
  readonly evicts: string | null;
}

/** Writes and reads a text, as a queue would. Rejects where that does not work. */
export async function probeRedis(url: string): Promise<RedisProbe> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: PROBE_MS,
    commandTimeout: PROBE_MS,
  });
  // Each command rejects by itself.
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    const key = `cuepoint:doctor:${randomUUID()}`;
    await redis.set(key, "here", "EX", 60);
    if ((await redis.getdel(key)) !== "here") throw new Error("what was written was not there");
    const version = /^redis_version:(\S+)/m.exec(await redis.info("server"))?.[1] ?? "";
    return { version, evicts: await evictionOf(redis) };
  } finally {
    redis.disconnect();
  }
}

/** Rented servers keep their configuration to themselves. */
async function evictionOf(redis: Redis): Promise<string | null> {
  try {
    const reply: unknown = await redis.config("GET", "maxmemory-policy");
    const policy: unknown = Array.isArray(reply) ? reply[1] : null;
    return typeof policy === "string" ? policy : null;
  } catch {
    return null;
  }
}
