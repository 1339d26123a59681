import { createHash } from "node:crypto";
import type { Entry } from "../fair-order.ts";

/** One turn of one job; BullMQ wants an id without colons. */
export function tokenId({ tenant, id, turn }: Entry): string {
  const place = createHash("sha256").update(tenant).digest("hex").slice(0, 16);
  return `${place}-${id}-${turn}`;
}
