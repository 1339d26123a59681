import { LRUCache } from "lru-cache";

/** What must happen only once, by its key, in memory and bounded: a platform may deliver an event again. */
export interface ClaimedKeys {
  /** True for the first call with a key, false for every later one. */
  claim(key: string): boolean;
  has(key: string): boolean;
  /** Undoes a claim that came to nothing, so that a redelivery finds it free. */
  release(key: string): void;
}

interface ClaimedKeysOptions {
  /** How many keys are remembered; the oldest is forgotten. */
  readonly most: number;
  /** For how long, milliseconds; without it until it is the oldest. */
  readonly rememberedFor?: number;
  readonly now: () => number;
}

export function createClaimedKeys({ most, rememberedFor = 0, now }: ClaimedKeysOptions): ClaimedKeys {
  const claimed = new LRUCache<string, true>({
    max: most,
    ttl: rememberedFor,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    claim(key) {
      if (claimed.has(key)) return false;
      claimed.set(key, true);
      return true;
    },
    has: (key) => claimed.has(key),
    release: (key) => void claimed.delete(key),
  };
}
