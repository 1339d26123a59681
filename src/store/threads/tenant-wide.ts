import type { Tenant, ThreadId } from "../../chat/thread-id.ts";
import type { Collection } from "../collection.ts";

interface LastUse {
  readonly thread: ThreadId;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/** What is asked of all threads of a tenant together. */
export interface TenantWide {
  /** Every thread that has a grant. */
  lastUses(tenant: Tenant): Promise<LastUse[]>;
  /** Takes a person's questions, and the answers to them, out of all conversations. Returns how many there were. */
  deleteTurnsOf(tenant: Tenant, author: string): Promise<number>;
}

interface Conversation {
  readonly turns: readonly { readonly author?: string }[];
}

interface Records<Kept extends Conversation> {
  readonly threads: Collection<Kept>;
  readonly grants: Collection<{ readonly thread: ThreadId }>;
}

export function createTenantWide<Kept extends Conversation>({ threads, grants }: Records<Kept>): TenantWide {
  return {
    async lastUses(tenant) {
      const uses = new Map<ThreadId, number>();
      for (const { value, savedAt } of await grants.list(tenant)) {
        uses.set(value.thread, Math.max(savedAt, uses.get(value.thread) ?? 0));
      }
      return [...uses].map(([thread, usedAt]) => ({ thread, usedAt }));
    },
    async deleteTurnsOf(tenant, person) {
      let deleted = 0;
      for (const { id, value } of await threads.list(tenant)) {
        const others = (turns: Kept["turns"]) => turns.filter(({ author }) => author !== person);
        const kept = others(value.turns).length;
        if (kept === value.turns.length) continue;
        await threads.update(tenant, id, (now) => now && { ...now, turns: others(now.turns) });
        deleted += value.turns.length - kept;
      }
      return deleted;
    },
  };
}
