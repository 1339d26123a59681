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
export const POST_INTERVAL = 1050;

const MAX_REMEMBERED = 1000;

/** Resolves when it is the caller's turn to post in the channel. */
export type Pace = (channel: string) => Promise<void>;

export function createPace(clock: Clock): Pace {
  const next = new Map<string, number>();
  return async (channel) => {
    const now = clock.now();
    const turn = Math.max(now, next.get(channel) ?? 0);
    next.delete(channel);
    next.set(channel, turn + POST_INTERVAL);
    const [oldest] = next.keys();
    if (next.size > MAX_REMEMBERED && oldest !== undefined) next.delete(oldest);
    if (turn > now) await clock.wait(turn - now);
  };
}
