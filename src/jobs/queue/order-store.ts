import { emptyLedger, type Ledger } from "./fair-order.ts";

/** Where the order of work is kept: in this process, or in Redis for many. */
export interface LedgerStore {
  /** Atomic. `change` is synchronous and may be called again when somebody else was faster; what it throws changes nothing. */
  change<T>(change: (ledger: Ledger) => T): Promise<T>;
  read(): Promise<Ledger>;
}

/** For one process: nothing is lost with it, because the records say who is unfinished. */
export function createMemoryLedger(): LedgerStore {
  const ledger = emptyLedger();
  return {
    change: async (change) => change(ledger),
    read: async () => ledger,
  };
}
