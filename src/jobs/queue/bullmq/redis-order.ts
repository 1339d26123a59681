import { AsyncQueue } from "@sapphire/async-queue";
import type { Redis } from "ioredis";
import { z } from "zod";
import { CuepointError } from "../../../errors.ts";
import { type Entry, emptyOrder, type FairOrder, type OrderStore } from "../fair-order.ts";

/** Writes only where no other process has changed it since it was read. */
const SWAP = `
if (redis.call("GET", KEYS[1]) or "0") ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[2], ARGV[2])
redis.call("INCR", KEYS[1])
return 1`;

/** One process wins each round, so this many lost ones mean that something is wrong. */
const ROUNDS = 500;

const entry = z.object({
  tenant: z.string(),
  id: z.string(),
  person: z.string(),
  work: z.string(),
  notBefore: z.number(),
  turn: z.number(),
  heldAt: z.number().nullable(),
  cancelled: z.boolean(),
}) satisfies z.ZodType<Entry>;

const stored = z.object({
  entries: z.array(z.tuple([z.string(), entry])),
  served: z.array(z.tuple([z.string(), z.number()])),
  turns: z.number(),
});

/** One order for all machines, as one small text in Redis: it holds unfinished jobs alone, and their number is limited. */
export function createRedisOrder(redis: Redis, prefix: string): OrderStore {
  const keys = [`${prefix}:order-version`, `${prefix}:order`] as const;
  // One change of this process at a time: it would only lose to itself.
  const mine = new AsyncQueue();
  const swap = async <T>(change: (fairOrder: FairOrder) => T): Promise<T> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [version, text] = await redis.mget(...keys);
      const fairOrder = parse(text ?? null);
      const before = text ?? write(fairOrder);
      const result = change(fairOrder);
      const after = write(fairOrder);
      if (after === before) return result;
      if ((await redis.eval(SWAP, keys.length, ...keys, version ?? "0", after)) === 1) return result;
    }
    throw new CuepointError(
      "unexpected",
      {},
      new Error("the order of jobs changed under each of our writes"),
    );
  };
  const attempt = async <T>(change: (fairOrder: FairOrder) => T): Promise<T> => {
    try {
      return await swap(change);
    } catch (error) {
      throw error instanceof CuepointError ? error : new CuepointError("store-unavailable", {}, error);
    }
  };
  return {
    async change(change) {
      await mine.wait();
      try {
        return await attempt(change);
      } finally {
        mine.shift();
      }
    },
    read: () => attempt((fairOrder) => fairOrder),
  };
}

function parse(text: string | null): FairOrder {
  if (text === null) return emptyOrder();
  const { entries, served, turns } = stored.parse(JSON.parse(text));
  return { entries: new Map(entries), served: new Map(served), turns };
}

function write({ entries, served, turns }: FairOrder): string {
  return JSON.stringify({ entries: [...entries], served: [...served], turns });
}
