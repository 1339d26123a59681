import { AsyncQueue } from "@sapphire/async-queue";

/**
 * Runs the work of one key one after another in the order in which it came, whether or not the one before went well. Different
 * keys run side by side.
 */
export type KeyedQueue = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

export function createKeyedQueue(): KeyedQueue {
  const queues = new Map<string, AsyncQueue>();
  return async (key, work) => {
    const queue = queues.get(key) ?? new AsyncQueue();
    queues.set(key, queue);
    await queue.wait();
    try {
      return await work();
    } finally {
      queue.shift();
      if (queue.remaining === 0) queues.delete(key);
    }
  };
}
