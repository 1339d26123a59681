import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Definition } from "../../store/collection.ts";
import type { Store } from "../../store/store.ts";
import { type Check, findingsOf } from "../check.ts";

const finding = findingsOf("store");

const PROOF: Definition<string> = { kind: "doctor", version: 1, schema: z.string(), ttlMs: 60_000 };
const TENANT = "doctor:doctor";

export interface StoreCheckOptions {
  /** Throws `store-unavailable` where the folder cannot be used. */
  readonly open: () => Store;
  /** How people know it: the kind of the server, or the folder. Never an address, which may hold a password. */
  readonly name: string;
  /** Machines share the queue, and this is on one of them alone. */
  readonly isAloneBesideQueue: boolean;
}

/** Writes a record, reads it back and deletes it. */
export function checkStore({ open, name, isAloneBesideQueue }: StoreCheckOptions): Check {
  return {
    part: "store",
    limitMs: 30_000,
    async run() {
      if (!(await keeps(open))) return [finding("fault", ({ store }) => store.away(name))];
      const fine = finding("fine", ({ store }) => store.fine(name));
      return isAloneBesideQueue ? [fine, finding("fault", ({ store }) => store.alone)] : [fine];
    },
  };
}

async function keeps(open: () => Store): Promise<boolean> {
  let store: Store | null = null;
  try {
    store = open();
    const records = store.collection(PROOF);
    const id = randomUUID();
    await records.put(TENANT, id, id);
    const found = await records.get(TENANT, id);
    return found?.value === id && (await records.delete(TENANT, id));
  } catch {
    return false;
  } finally {
    await store?.close().catch(() => undefined);
  }
}
