/** Lets jobs of one process run side by side, or one of them alone. First come, first served, so no job waits for ever. */
export interface RunLock {
  /** Resolves once the job may run. It holds the lock until it calls the function that it got. */
  acquire(mode: "shared" | "exclusive"): Promise<() => void>;
}

export function createRunLock(): RunLock {
  const waiting: { readonly isExclusive: boolean; readonly enter: () => void }[] = [];
  let holders = 0;
  let isExclusive = false;
  const admit = () => {
    for (;;) {
      const [next] = waiting;
      if (!next || isExclusive || (next.isExclusive && holders > 0)) return;
      waiting.shift();
      holders += 1;
      isExclusive = next.isExclusive;
      next.enter();
    }
  };
  return {
    async acquire(mode) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ isExclusive: mode === "exclusive", enter: resolve });
      admit();
      await promise;
      return () => {
        holders -= 1;
        isExclusive = false;
        admit();
      };
    },
  };
}
