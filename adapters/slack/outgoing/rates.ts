import { LRUCache } from "lru-cache";
import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { EDIT_INTERVAL, POST_INTERVAL } from "../limits.ts";

const MAX_REMEMBERED = 1000;

/**
 * Posts in one channel one after another, each a second after the one before. A post that Slack tells to wait
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

interface Waiting {
  readonly isUrgent: () => boolean;
  readonly run: () => Promise<void>;
}

/**
 * Makes the edits of all messages of a workspace one after another. Those that are urgent when a turn is free come
 * before all others. One that Slack tells to wait makes all wait: it is the workspace's rate that was too high.
 */
export interface EditPace {
  run<Result>(isUrgent: () => boolean, edit: () => Promise<Result>): Promise<Result>;
}

export function createEditPace(clock: Clock): EditPace {
  const waiting: Waiting[] = [];
  let nextAt = Number.NEGATIVE_INFINITY;
  let isRunning = false;

  const giveTurns = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      const rest = nextAt - clock.now();
      if (rest > 0) await clock.wait(rest);
      const urgent = waiting.findIndex(({ isUrgent }) => isUrgent());
      const [chosen] = waiting.splice(Math.max(0, urgent), 1);
      nextAt = clock.now() + EDIT_INTERVAL;
      await chosen?.run();
    }
    isRunning = false;
  };

  return {
    run<Result>(isUrgent: () => boolean, edit: () => Promise<Result>) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      waiting.push({ isUrgent, run: () => edit().then(resolve, reject) });
      if (!isRunning) void giveTurns();
      return promise;
    },
  };
}
