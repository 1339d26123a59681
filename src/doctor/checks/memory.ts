import { randomUUID } from "node:crypto";
import { z } from "zod";
import { CuepointError, type ErrorCode } from "../../errors.ts";
import type { RedisProbe } from "../../jobs/queue/bullmq/connections.ts";
import type { Definition } from "../../store/collection.ts";
import type { Store } from "../../store/store.ts";
import { type Check, type DoctorWords, findingsOf } from "../check.ts";

const storeFinding = findingsOf("store");
const queueFinding = findingsOf("queue");

const PROOF: Definition<string> = { kind: "doctor", version: 1, schema: z.string(), ttlMs: 60_000 };
const TENANT = "doctor:doctor";
/** BullMQ loses jobs with any other: https://docs.bullmq.io/guide/going-to-production */
const KEEPS_ALL = "noeviction";

interface StoreCheckOptions {
  /** Throws as `createStore` does. A damaged file is set aside, which `onSetAside` gets to know. */
  readonly open: (onSetAside: (path: string) => void) => Store;
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
      const aside: string[] = [];
      const fault = await faultOf(() => open((path) => aside.push(path)));
      const damaged = aside.map((path) => storeFinding("warning", ({ store }) => store.damaged(path)));
      if (fault) return [...damaged, storeFinding("fault", ({ store }) => sentence(fault, store)(name))];
      const fine = storeFinding("fine", ({ store }) => store.fine(name));
      const alone = isAloneBesideQueue ? [storeFinding("fault", ({ store }) => store.alone)] : [];
      return [...damaged, fine, ...alone];
    },
  };
}

function sentence(fault: ErrorCode, store: DoctorWords["store"]): (name: string) => string {
  if (fault === "store-read-only") return store.readOnly;
  if (fault === "store-locked") return store.locked;
  return fault === "no-space" ? store.full : store.away;
}

/** Null where it keeps what it is given. */
async function faultOf(open: () => Store): Promise<ErrorCode | null> {
  let store: Store | null = null;
  try {
    store = open();
    const records = store.collection(PROOF);
    const id = randomUUID();
    await records.put(TENANT, id, id);
    const found = await records.get(TENANT, id);
    const isKept = found?.value === id && (await records.delete(TENANT, id));
    return isKept ? null : "store-unavailable";
  } catch (error) {
    return error instanceof CuepointError ? error.code : "store-unavailable";
  } finally {
    await store?.close().catch(() => undefined);
  }
}

/** `probe` is null where the queue lives in the process itself. */
export function checkQueue(probe: (() => Promise<RedisProbe>) | null): Check {
  return {
    part: "queue",
    limitMs: 20_000,
    async run() {
      if (probe === null) return [queueFinding("fine", ({ queue }) => queue.inside)];
      const found = await probe().catch(() => null);
      if (found === null) return [queueFinding("fault", ({ queue }) => queue.away)];
      const { version, evicts } = found;
      const fine = queueFinding("fine", ({ queue }) => queue.fine(version));
      return evicts === null || evicts === KEEPS_ALL
        ? [fine]
        : [fine, queueFinding("fault", ({ queue }) => queue.evicts(evicts))];
    },
  };
}
