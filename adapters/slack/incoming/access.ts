import { type AllowList, isAllowed } from "../../../src/chat/delivery/allow-list.ts";

export interface AccessRules {
  /** Slack Connect: channels shared with another organization, and its people. */
  readonly allowConnect: boolean;
  /** Ids such as "C0123456789". They say nothing about direct messages. */
  readonly channels: AllowList;
  /** Ids such as "U0123456789". */
  readonly users: AllowList;
}

export interface Asker {
  readonly channel: string;
  readonly user: string;
  /** With another organization. */
  readonly isSharedChannel: boolean;
  /** Of another workspace: another organization's, or another one of the same organization. */
  readonly isStranger: boolean;
}

export type Refusal = "channelNotAllowed" | "personNotAllowed" | "otherOrganisation" | "otherWorkspace";

/** Null where the request may be taken. */
export function refusalFor(asker: Asker, rules: AccessRules): Refusal | null {
  const { channel, user, isSharedChannel, isStranger } = asker;
  if (isSharedChannel && !rules.allowConnect) return "otherOrganisation";
  if (isStranger && !rules.allowConnect) return "otherWorkspace";
  if (!isDirect(channel) && !isAllowed([channel], rules.channels)) return "channelNotAllowed";
  return isAllowed([user], rules.users) ? null : "personNotAllowed";
}

export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}
