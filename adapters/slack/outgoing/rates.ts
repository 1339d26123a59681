import { LRUCache } from "lru-cache";
import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { Clock } from "../../../src/util/clock.ts";

/** Slack takes about one message a second in a channel. Milliseconds, with a little to spare. */
const POST_INTERVAL = 1050;

const MAX_REMEMBERED = 1000;

/**
 * Posts in one channel one after another, each a second after the one before. Whoever is told to wait by Slack
 * makes the others of the channel wait too: it is the channel's rate that was too high.
 */
export type Paced = <Result>(channel: string, post: () => Promise<Result>) => Promise<Result>;

export function createPaced(clock: Clock): Paced {
  const queue = createKeyedQueue();
  const lastPost = new LRUCache<string, number>({ max: MAX_REMEMBERED });

  return (channel, post) =>
    queue(channel, async () => {
      const wait = (lastPost.get(channel) ?? Number.NEGATIVE_INFINITY) + POST_INTERVAL - clock.now();
      if (wait > 0) await clock.wait(wait);
      try {
        return await post();
      } finally {
        lastPost.set(channel, clock.now());
      }
    });
}
