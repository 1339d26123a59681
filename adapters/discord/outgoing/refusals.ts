import { LRUCache } from "lru-cache";
import type { Logger } from "../../../src/logger.ts";
import { permissionMissing } from "../errors.ts";

/** Discord bans an address for an hour after 10,000 refused requests in ten minutes; nobody should come near. */
const SILENCE = 60 * 60 * 1000;
/** Where nothing is known to be missing, the refusal may be over as soon as it came. */
const SHORT_SILENCE = 60 * 1000;
const CHANNELS = 1000;

/** Remembers where the bot may not speak, so that it asks a channel once an hour and not for every message. */
export interface Refusals {
  /**
   * Throws CuepointError "permission-missing" without asking Discord where it said no within the hour. `missing` is what the bot
   * lacks now, as for `refused`: where that was something and is nothing any more, the channel is asked again.
   */
  assertAllowed(channel: string, missing: string): void;
  isSilent(channel: string): boolean;
  /** `permissions` is what is missing, in English, for the log; empty where it is not known. */
  refused(channel: string, permissions: string): void;
  /** Somebody gave the permissions. */
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
