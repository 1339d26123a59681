import { z } from "zod";
import type { Tenant } from "../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "./collection.ts";

/** Sums by name, e.g. `{ videoMinutes: 12.5, modelTokens: 80000 }`. */
type Counts = Readonly<Record<string, number>>;

/** What a tenant has used on a day, by UTC. All methods may throw `store-unavailable` and `no-space`. */
export interface Usage {
  /** Atomic; negative amounts give back. Returns today's sums. */
  add(tenant: Tenant, amounts: Counts): Promise<Counts>;
  today(tenant: Tenant): Promise<Counts>;
}

/** A little over a month, so that operators can see one. */
const USAGE_TTL_MS = 35 * 24 * 3_600_000;

const counts = z.record(z.string(), z.number()) satisfies z.ZodType<Counts>;

export function createUsage(deps: CollectionDeps): Usage {
  const records = createCollection<Counts>(
    { kind: "usage", version: 1, schema: counts, ttlMs: USAGE_TTL_MS },
    deps,
  );
  const day = () => new Date(deps.now()).toISOString().slice(0, 10);
  return {
    async add(tenant, amounts) {
      const sums = await records.update(tenant, day(), (current = {}) => {
        const next: Record<string, number> = { ...current };
        for (const [name, amount] of Object.entries(amounts)) next[name] = (next[name] ?? 0) + amount;
        return next;
      });
      return sums ?? {};
    },
    async today(tenant) {
      return (await records.get(tenant, day()))?.value ?? {};
    },
  };
}
