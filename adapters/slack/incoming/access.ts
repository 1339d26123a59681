interface Names {
  /** Where any are named, these alone. */
  readonly allow: readonly string[];
  /** Wins over `allow`. */
  readonly deny: readonly string[];
}

export interface AccessRules {
  /** Slack Connect: channels shared with another organisation, and people of one. */
  readonly allowConnect: boolean;
  /** Ids such as "C0123456789". They say nothing about direct messages. */
  readonly channels: Names;
  /** Ids such as "U0123456789". */
  readonly users: Names;
}

export interface Asker {
  readonly channel: string;
  readonly user: string;
  /** Whether the place or the person belongs to another organisation too. */
  readonly isForeign: boolean;
}

export type Refusal = "channelNotAllowed" | "personNotAllowed" | "otherOrganisation";

/** Null where the request may be taken. */
export function refusalFor({ channel, user, isForeign }: Asker, rules: AccessRules): Refusal | null {
  if (isForeign && !rules.allowConnect) return "otherOrganisation";
  if (!isDirect(channel) && !isAllowed(channel, rules.channels)) return "channelNotAllowed";
  return isAllowed(user, rules.users) ? null : "personNotAllowed";
}

export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

function isAllowed(name: string, { allow, deny }: Names): boolean {
  if (deny.includes(name)) return false;
  return allow.length === 0 || allow.includes(name);
}
