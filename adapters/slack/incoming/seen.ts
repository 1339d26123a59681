import type { Clock } from "../clock.ts";

/** Slack delivers again for five minutes or so; twice that and some is safe. Milliseconds. */
const REMEMBERED_FOR = 15 * 60_000;
const MAX_REMEMBERED = 20_000;

/** What has been heard already, in memory and bounded. */
export interface Seen {
  /** True for the first who names the key; false for everybody after. */
  claim(key: string): boolean;
  has(key: string): boolean;
  /** Undoes a claim that came to nothing, so that a redelivery finds it free. */
  release(key: string): void;
}

export function createSeen(clock: Clock): Seen {
  const claimed = new Map<string, number>();

  const forgetOld = () => {
    const oldest = clock.now() - REMEMBERED_FOR;
    for (const [key, at] of claimed) {
      if (at >= oldest && claimed.size <= MAX_REMEMBERED) break;
      claimed.delete(key);
    }
  };

  return {
    claim(key) {
      forgetOld();
      if (claimed.has(key)) return false;
      claimed.set(key, clock.now());
      return true;
    },
    has: (key) => claimed.has(key),
    release: (key) => {
      claimed.delete(key);
    },
  };
}
