import { type Client, PermissionFlagsBits, type PermissionsBitField } from "discord.js";
import type { Catalogue } from "../../src/chat/locales/locales.ts";
import type { Place } from "./location.ts";

/** One that the bot needs, by its name in Discord's API. */
export type Permission = keyof Catalogue["discord"]["permissions"];

/** What an answer is made of: words, cards, pictures, and looking up the message with the video. */
const ALWAYS: readonly Permission[] = ["ViewChannel", "EmbedLinks", "AttachFiles", "ReadMessageHistory"];

/** All that an invite asks for, and no more. */
export const EVER_NEEDED: readonly Permission[] = [
  ...ALWAYS,
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
];

export function missingToAnswer(
  permissions: Readonly<PermissionsBitField>,
  kind: Place["kind"],
): readonly Permission[] {
  if (kind === "direct") return [];
  // In a thread the right to write in its channel has no effect.
  const toWrite: Permission = kind === "thread" ? "SendMessagesInThreads" : "SendMessages";
  return lacking(permissions, [...ALWAYS, toWrite]);
}

export function missingToOpenThread(permissions: Readonly<PermissionsBitField>): readonly Permission[] {
  return lacking(permissions, ["CreatePublicThreads", "SendMessagesInThreads"]);
}

/** As the reader's Discord names them, in one line. */
export function namesOf(permissions: readonly Permission[], { discord, listed }: Catalogue): string {
  return listed(permissions.map((permission) => discord.permissions[permission]));
}

/** What the bot lacks in a channel or thread as far as the gateway's cache knows; empty where it does not. */
export function missingIn(client: Client, channelId: string): readonly Permission[] {
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased() || !client.user) return [];
  const permissions = channel.permissionsFor(client.user);
  return permissions ? missingToAnswer(permissions, channel.isThread() ? "thread" : "channel") : [];
}

export function permissionBits(permissions: readonly Permission[]): bigint {
  return permissions.reduce((sum, permission) => sum | PermissionFlagsBits[permission], 0n);
}

function lacking(
  permissions: Readonly<PermissionsBitField>,
  needed: readonly Permission[],
): readonly Permission[] {
  return needed.filter((permission) => !permissions.has(PermissionFlagsBits[permission]));
}
