/** Does the second step only after all earlier ones of the same key have begun theirs. */
export type InOrder = <Prepared>(
  key: string,
  prepare: () => Promise<Prepared>,
  then: (prepared: Prepared) => Promise<void>,
) => Promise<void>;

/**
 * What happens in a thread must reach the core as it happened: "stop" after the question, the removal after the
 * message. Looking people and videos up takes its time, so it is done side by side; only what follows waits.
 */
export function createInOrder(): InOrder {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, prepare, then) => {
    const before = tails.get(key);
    const prepared = prepare();
    const tail = Promise.allSettled([before, prepared]);
    tails.set(key, tail);
    try {
      await before;
      await then(await prepared);
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
