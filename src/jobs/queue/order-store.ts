import { emptyOrder, type FairOrder } from "./fair-order.ts";

/** Where the order of work is kept: in this process, or in Redis for many. */
export interface OrderStore {
  /** Atomic. `change` is synchronous and may be called again when another process was faster; what it throws changes nothing. */
  change<T>(change: (fairOrder: FairOrder) => T): Promise<T>;
  read(): Promise<FairOrder>;
}

/** For one process: nothing is lost with it, because the records say who is unfinished. */
export function createMemoryOrder(): OrderStore {
  const fairOrder = emptyOrder();
  return {
    change: async (change) => change(fairOrder),
    read: async () => fairOrder,
  };
}
