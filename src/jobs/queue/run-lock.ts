/** Who runs side by side in one process, and who runs alone. First come, first served, so no job waits for ever. */
export interface Company {
  /** Resolves once there is room; the caller then has it until it calls what it got. */
  join(how: "together" | "alone"): Promise<() => void>;
}

export function createCompany(): Company {
  const waiting: { readonly alone: boolean; readonly enter: () => void }[] = [];
  let inside = 0;
  let isTaken = false;
  const admit = () => {
    for (;;) {
      const [next] = waiting;
      if (!next || isTaken || (next.alone && inside > 0)) return;
      waiting.shift();
      inside += 1;
      isTaken = next.alone;
      next.enter();
    }
  };
  return {
    async join(how) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ alone: how === "alone", enter: resolve });
      admit();
      await promise;
      return () => {
        inside -= 1;
        isTaken = false;
        admit();
      };
    },
  };
}
