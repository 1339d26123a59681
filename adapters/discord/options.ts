import type { MayUse } from "../../src/chat/adapter.ts";
import type { Welcome } from "../../src/chat/welcome.ts";
import type { Logger } from "../../src/logger.ts";
import type { AccessRules } from "./incoming/access.ts";
import type { GuestTokens } from "./outgoing/shared-tokens.ts";

export interface DiscordOptions {
  readonly token: string;
  /**
   * Base of the REST API without the version, e.g. of a proxy; Discord's own without it. The files of
   * attachments may then also come from this address. Nothing else changes.
   */
  readonly apiUrl?: string | undefined;
  /** Registers the commands in this guild alone, where a change shows at once: for development. */
  readonly guildId?: string | undefined;
  /** Reads the messages of its threads. Needs a privileged intent; without it, this has no effect. */
  readonly messageContent: boolean;
  readonly access?: Partial<AccessRules>;
  /** Asked before a thread is opened; absent: all may. */
  readonly mayUse?: MayUse;
  /** Asked when the bot is added to a server; absent: nothing is said there. */
  readonly welcome?: Welcome;
  /** Connections to the gateway; as many as Discord recommends without it. */
  readonly shards?: number | "auto" | undefined;
  /** Absent: after a restart, or in another process, a guest's answers come as direct messages. */
  readonly guestTokens?: GuestTokens;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits so many milliseconds before a call that Discord has refused is tried again. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** Ends in no slash; discord.js adds "/v10". */
const DISCORD_API = "https://discord.com/api";

export function apiBase(apiUrl: string | undefined): string {
  return (apiUrl ?? DISCORD_API).replace(/\/(v\d+\/?)?$/, "");
}
