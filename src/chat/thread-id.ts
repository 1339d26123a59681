export type Platform = "discord" | "slack" | "terminal";

/** "platform:tenant:channel:thread"; each part is percent-encoded, so that none can forge another. */
export type ThreadId = `${Platform}:${string}:${string}:${string}`;

export interface ThreadAddress {
  readonly platform: Platform;
  readonly tenant: string;
  readonly channel: string;
  readonly thread: string;
}

export function encodeThreadId({ platform, tenant, channel, thread }: ThreadAddress): ThreadId {
  const [t, c, h] = [tenant, channel, thread].map(encodeURIComponent);
  return `${platform}:${t}:${c}:${h}`;
}

/** Throws TypeError on anything that `encodeThreadId` did not make. */
export function parseThreadId(id: string): ThreadAddress {
  const [platform, tenant, channel, thread, ...rest] = id.split(":");
  const known = platform === "discord" || platform === "slack" || platform === "terminal";
  if (!known || tenant === undefined || channel === undefined || thread === undefined || rest.length > 0) {
    throw new TypeError("thread id must be platform:tenant:channel:thread");
  }
  return {
    platform,
    tenant: decodeURIComponent(tenant),
    channel: decodeURIComponent(channel),
    thread: decodeURIComponent(thread),
  };
}

/** A Discord guild, a Slack team or one person's direct messages: "platform:tenant", the thread id's first two parts. */
export type Tenant = string;

export function tenantOf(thread: ThreadId): Tenant {
  return thread.split(":").slice(0, 2).join(":");
}
