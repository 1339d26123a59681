import type { PermissionsBitField } from "discord.js";
import { LRUCache } from "lru-cache";

type Permissions = Readonly<PermissionsBitField>;

/**
 * What the bot may do in a channel or thread, as interactions say it (`app_permissions`). Discord works that out itself, so it counts
 * more than what roles and overwrites in the gateway's cache add up to, until Discord reports a change in the guild.
 */
export interface AppPermissions {
  note(at: { readonly guild: string; readonly channel: string }, permissions: Permissions): void;
  /** Null where no interaction has said it lately. */
  in(channel: string): Permissions | null;
  /** A channel, a role or a member of the guild has changed. */
  forget(guild: string): void;
}

const CHANNELS = 1000;
/** Milliseconds. A change that the gateway does not report is overlooked for no longer than this. */
const LIFE = 15 * 60 * 1000;

export function createAppPermissions(now: () => number): AppPermissions {
  const said = new LRUCache<string, { guild: string; permissions: Permissions; until: number }>({
    max: CHANNELS,
  });
  return {
    note: ({ guild, channel }, permissions) =>
      void said.set(channel, { guild, permissions, until: now() + LIFE }),
    in(channel) {
      const entry = said.get(channel);
      return entry && now() < entry.until ? entry.permissions : null;
    },
    forget(guild) {
      for (const [channel, entry] of said.entries()) if (entry.guild === guild) said.delete(channel);
    },
  };
}
