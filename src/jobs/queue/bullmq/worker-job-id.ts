import { createHash } from "node:crypto";
import type { Entry } from "../fair-order.ts";

/** The id of one run of one job in BullMQ, which wants no colons in it. */
export function bullJobId({ tenant, id, turn }: Entry): string {
  const tenantHash = createHash("sha256").update(tenant).digest("hex").slice(0, 16);
  return `${tenantHash}-${id}-${turn}`;
}
