import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";

export interface RedisProbe {
  readonly version: string;
  /** What goes when memory is full; null where the server does not tell. */
  readonly evicts: string | null;
}

/** Longest that the server may take, milliseconds. */
const PROBE_MS = 5_000;

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
