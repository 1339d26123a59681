import Keyv, { type KeyvOptions, type KeyvStoreAdapter } from "keyv";
import pTimeout from "p-timeout";
import type { Logger } from "../../logger.ts";
import { storeFault } from "./fault.ts";

/**
 * Texts and blobs under keys, on any of the databases. Every method rejects with a coded error, within the guard's
 * limit; nothing else is ever thrown.
 */
export interface Database {
  readonly texts: {
    read(keys: readonly string[]): Promise<(string | undefined)[]>;
    write(key: string, text: string, ttlMs: number): Promise<void>;
    /** Writes only where the text is still `expected`, undefined being none at all; false otherwise. */
    swap(key: string, expected: string | undefined, text: string, ttlMs: number): Promise<boolean>;
  };
  readonly blobs: {
    read(keys: readonly string[]): Promise<(Buffer | undefined)[]>;
    write(blobs: ReadonlyMap<string, Buffer>, ttlMs: number): Promise<void>;
    prolong(keys: readonly string[], ttlMs: number): Promise<void>;
  };
  keys(prefix: string): Promise<string[]>;
  /** Returns whether any of them was there. */
  remove(keys: readonly string[]): Promise<boolean>;
  compact(): Promise<void>;
  close(): Promise<void>;
}

/** What a database does for us beyond what Keyv asks of it. Every method rejects where it cannot be reached. */
export interface Storage {
  readonly adapter: KeyvStoreAdapter;
  /** "raw": the adapter takes and gives `{ value: Buffer }`; "base64": it knows text alone. */
  readonly blobs: "raw" | "base64";
  /** Resolves once calls make sense; rejects at once while the server is known to be away. */
  ready(): Promise<void>;
  /** Every living key that begins so, without reading a value. */
  keys(prefix: string): Promise<string[]>;
  /** Writes only where the text is still `expected`, or where there is none for undefined; false otherwise. */
  swap(key: string, expected: string | undefined, text: string, ttlMs: number): Promise<boolean>;
  /** Lets entries live this long from now on, where the database itself knows of their end. */
  prolong(keys: readonly string[], ttlMs: number): Promise<void>;
  /** Drops what has expired and gives the space back, where the database does not do so by itself. */
  compact(): Promise<void>;
}

/** Bytes of blobs that go to the database in one call, so that no call is long. */
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Keys of one call. */
const CHUNK_KEYS = 500;

/**
 * The serializers leave out Keyv's own expiry: our records carry theirs, by our clock, and what the database
 * itself ends it ends by the `ttl` that Keyv hands it.
 */
export function createDatabase(storage: Storage, guard: Guard): Database {
  const texts = keyvOver(storage.adapter, {
    serialize: ({ value }) => String(value),
    deserialize: (text) => ({ value: text as never }),
  });
  const blobs = keyvOver(storage.adapter, storage.blobs === "raw" ? RAW : BASE64);
  const call: Guard = (work) =>
    guard(async () => {
      await storage.ready();
      return await work();
    });
  return {
    texts: {
      read: (keys) => inChunks(keys, (some) => call(() => texts.getMany<string>(some))),
      write: async (key, text, ttlMs) => void (await call(() => texts.set(key, text, ttlMs))),
      swap: (key, expected, text, ttlMs) => call(() => storage.swap(key, expected, text, ttlMs)),
    },
    blobs: {
      read: (keys) => inChunks(keys, (some) => call(() => blobs.getMany<Buffer>(some))),
      async write(entries, ttlMs) {
        for (const chunk of chunksBySize(entries)) {
          await call(() => blobs.setMany(chunk.map(([key, value]) => ({ key, value, ttl: ttlMs }))));
        }
      },
      prolong: (keys, ttlMs) => call(() => storage.prolong(keys, ttlMs)),
    },
    keys: (prefix) => call(() => storage.keys(prefix)),
    async remove(keys) {
      const removed = await inChunks(keys, async (some) => [await call(() => texts.deleteMany(some))]);
      return removed.includes(true);
    },
    compact: () => call(() => storage.compact()),
    close: () => guard(async () => await storage.adapter.disconnect?.()),
  };
}

type Codec = Pick<KeyvOptions, "serialize" | "deserialize">;

const BASE64: Codec = {
  serialize: ({ value }) => (value as Buffer).toString("base64"),
  deserialize: (text) => ({ value: Buffer.from(text, "base64") as never }),
};

const RAW = null;

/** Null turns the serializers off: the adapter then gets and gives the value in an object. */
function keyvOver(store: KeyvStoreAdapter, codec: Codec | null): Keyv {
  // Keyv would otherwise answer "absent" for "out of reach". No prefix: the keys are whole already.
  const keyv = new Keyv(store, { ...codec, throwOnErrors: true, useKeyPrefix: false });
  keyv.namespace = undefined;
  if (codec === null) {
    keyv.serialize = undefined;
    keyv.deserialize = undefined;
  }
  // What Keyv tells here it throws as well; without a listener it would throw it out of an event.
  keyv.on("error", () => {});
  return keyv;
}

async function inChunks<T>(
  keys: readonly string[],
  work: (some: string[]) => Promise<(T | undefined)[]>,
): Promise<(T | undefined)[]> {
  const results: (T | undefined)[] = [];
  for (let at = 0; at < keys.length; at += CHUNK_KEYS) {
    results.push(...(await work(keys.slice(at, at + CHUNK_KEYS))));
  }
  return results;
}

function chunksBySize(blobs: ReadonlyMap<string, Buffer>): [string, Buffer][][] {
  const chunks: [string, Buffer][][] = [[]];
  let bytes = 0;
  for (const entry of blobs) {
    if (bytes > CHUNK_BYTES) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(entry);
    bytes += entry[1].length;
  }
  return chunks;
}

/** Runs one call to the database; rejects with a coded error, and never later than the limit. */
type Guard = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * A client of a server that is away may wait for ever, and a person would wait with it. So each call has a
 * time limit, and every failure becomes a coded error. The log reports an outage once, and its end.
 */
export function createGuard(limitMs: number, logger: Logger): Guard {
  let isAway = false;
  return async (call) => {
    try {
      const result = await pTimeout(call(), {
        milliseconds: limitMs,
        message: `no answer within ${limitMs} ms`,
      });
      if (isAway) logger.info("the store is back");
      isAway = false;
      return result;
    } catch (error) {
      const coded = storeFault(error);
      if (!isAway) logger.error({ err: coded }, "the store does not answer");
      isAway = true;
      throw coded;
    }
  };
}
