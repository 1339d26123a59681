import { Redis } from "ioredis";
import type { Logger } from "../../../logger.ts";

/** Longest that a command waits for Redis before it fails, milliseconds. */
const COMMAND_MS = 5_000;
/** Longest pause between two tries to connect, milliseconds. */
const RECONNECT_MS = 2_000;

const retryStrategy = (times: number) => Math.min(times * 100, RECONNECT_MS);

export interface Connections {
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
