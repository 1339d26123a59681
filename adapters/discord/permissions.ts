import { type Client, PermissionFlagsBits, type PermissionsBitField } from "discord.js";
import { LRUCache } from "lru-cache";
import type { Catalogue } from "../../src/chat/locales/locales.ts";
import type { Logger } from "../../src/logger.ts";
import type { AppPermissions } from "./app-permissions.ts";
import { permissionMissing } from "./errors.ts";
import type { Location } from "./location.ts";

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
  kind: Location["kind"],
): readonly Permission[] {
  if (kind === "direct" || kind === "guest") return [];
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

/** What the bot lacks in a channel or thread as far as it is known; empty where it is not. */
export function missingIn(known: Known, channelId: string): readonly Permission[] {
  const permissions = permissionsIn(known, channelId);
  const isThread = known.client.channels.cache.get(channelId)?.isThread();
  return permissions ? missingToAnswer(permissions, isThread ? "thread" : "channel") : [];
}

interface Known {
  readonly client: Client;
  readonly appPermissions: AppPermissions;
}

/** What the bot may do there: as an interaction said, else as the gateway's cache adds it up; null where neither knows. */
export function permissionsIn(
  { client, appPermissions }: Known,
  channelId: string,
): Readonly<PermissionsBitField> | null {
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased()) return null;
  // A thread has the rights of its channel.
  const above = channel.isThread() && channel.parentId !== null ? appPermissions.in(channel.parentId) : null;
  return appPermissions.in(channelId) ?? above ?? (client.user && channel.permissionsFor(client.user));
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

/** Discord bans an address for an hour after 10,000 refused requests in ten minutes; this keeps far from that. */
const SILENCE = 60 * 60 * 1000;
/** Where nothing is known to be missing, the refusal may be over soon. */
const SHORT_SILENCE = 60 * 1000;
const CHANNELS = 1000;

/** Remembers where the bot may not speak, so that it asks a channel once an hour and not for every message. */
export interface Refusals {
  /**
   * Throws CuepointError "permission-missing" without asking Discord where it refused within the hour. `missing` is what the bot
   * lacks now, as for `refused`: once the permissions that were missing are given, Discord is asked again.
   */
  assertAllowed(channel: string, missing: string): void;
  isSilent(channel: string): boolean;
  /** `permissions` is what is missing, in English, for the log; empty where it is not known. */
  refused(channel: string, permissions: string): void;
  /** The permissions have been given. */
  forgive(channel: string): void;
}

export function createRefusals(now: () => number, logger: Logger): Refusals {
  const until = new LRUCache<string, { readonly end: number; readonly permissions: string }>({
    max: CHANNELS,
  });
  const current = (channel: string) => {
    const entry = until.get(channel);
    return entry && now() < entry.end ? entry : null;
  };
  return {
    assertAllowed(channel, missing) {
      const entry = current(channel);
      const isGiven = entry && entry.permissions !== "" && missing === "";
      if (isGiven) until.delete(channel);
      else if (entry) throw permissionMissing(entry.permissions);
    },
    isSilent: (channel) => current(channel) !== null,
    refused(channel, permissions) {
      if (current(channel)) return;
      until.set(channel, { end: now() + (permissions === "" ? SHORT_SILENCE : SILENCE), permissions });
      logger.warn(
        { channel, missing: permissions || "unknown" },
        "Discord does not let the bot write in a channel; it is left alone for a while",
      );
    },
    forgive: (channel) => void until.delete(channel),
  };
}
