import type { ThreadId } from "../chat/thread-id.ts";

/** A Discord guild, a Slack team or one person's direct messages: "platform:tenant", the thread id's first two parts. */
export type Tenant = string;

export function tenantOf(thread: ThreadId): Tenant {
  return thread.split(":").slice(0, 2).join(":");
}
