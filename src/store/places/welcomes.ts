import { z } from "zod";
import { parseThreadId, type ThreadId, tenantOf } from "../../chat/thread-id.ts";
import { type CollectionDeps, createCollection } from "../collection.ts";
import { hashed } from "../key.ts";
import type { Scope } from "./places.ts";

/** The places that the bot has introduced itself in. Methods may throw `store-unavailable` and `no-space`. */
export interface Welcomes {
  /** True for the first call with a place, on whatever machine, and false ever after. */
  claim(thread: ThreadId, scope: Scope): Promise<boolean>;
}

/** Ten years, because every record has an end. */
const WELCOME_TTL_MS = 10 * 365 * 24 * 3_600_000;

/** Not of the tenant: what is known of it goes when the bot is removed, and a place that adds it again is not welcomed again. */
const OF_ALL = "cuepoint";

export function createWelcomes(deps: CollectionDeps): Welcomes {
  const records = createCollection(
    { kind: "welcomes", version: 1, schema: z.object({}), ttlMs: WELCOME_TTL_MS },
    deps,
  );
  return {
    async claim(thread, scope) {
      const place = scope === "server" ? [] : [parseThreadId(thread).channel];
      const id = hashed(JSON.stringify([tenantOf(thread), ...place]));
      const claimed = await records.update(OF_ALL, id, (known) => (known ? undefined : {}));
      return claimed !== undefined;
    },
  };
}
