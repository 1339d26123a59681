import { z } from "zod";
import { CuepointError } from "../../errors.ts";
import type { Collection, Definition } from "../../store/collection.ts";

/** Videos that crashed the process that worked on them, refused for a day. Named by content, or by work. */
export interface Quarantine {
  add(tenant: string, name: string): Promise<void>;
  /** Throws `video-crashed`. */
  assertNone(tenant: string, name: string): Promise<void>;
}

const HOUR_MS = 3_600_000;
export const REFUSED_HOURS = 24;

const record = z.object({ since: z.number() });
type Record = z.infer<typeof record>;

export const QUARANTINED: Definition<Record> = {
  // As earlier versions named it: their records still count.
  kind: "poison",
  version: 1,
  schema: record,
  ttlMs: REFUSED_HOURS * HOUR_MS,
};

export function createQuarantine(records: Collection<Record>, now: () => number): Quarantine {
  return {
    add: (tenant, name) => records.put(tenant, name, { since: now() }),
    async assertNone(tenant, name) {
      const found = await records.get(tenant, name);
      if (!found) return;
      const left = found.value.since + REFUSED_HOURS * HOUR_MS - now();
      throw new CuepointError("video-crashed", { hours: Math.max(1, Math.ceil(left / HOUR_MS)) });
    },
  };
}
