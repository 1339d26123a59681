import type { Clock } from "../clock.ts";

/** Runs the tasks of one key one after another, in the order in which they came; of different keys side by side. */
export interface Sequence {
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
}

export function createSequence(): Sequence {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task, task);
      const tail = result.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
  };
}

/** Slack takes about one message a second in a channel. Milliseconds, with a little to spare. */
const POST_INTERVAL = 1050;

const MAX_REMEMBERED = 1000;

/**
 * Posts in one channel one after another, each a second after the one before. Whoever is told to wait by Slack
 * makes the others of the channel wait too: it is the channel's rate that was too high.
 */
export type Paced = <Result>(channel: string, post: () => Promise<Result>) => Promise<Result>;

export function createPaced(clock: Clock): Paced {
  const sequence = createSequence();
  const lastPost = new Map<string, number>();

  const remember = (channel: string) => {
    lastPost.delete(channel);
    lastPost.set(channel, clock.now());
    const [oldest] = lastPost.keys();
    if (lastPost.size > MAX_REMEMBERED && oldest !== undefined) lastPost.delete(oldest);
  };

  return (channel, post) =>
    sequence.run(channel, async () => {
      const wait = (lastPost.get(channel) ?? Number.NEGATIVE_INFINITY) + POST_INTERVAL - clock.now();
      if (wait > 0) await clock.wait(wait);
      try {
        return await post();
      } finally {
        remember(channel);
      }
    });
}
