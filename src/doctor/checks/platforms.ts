import type { Catalogue } from "../../chat/locales/locales.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const discordFinding = findingsOf("discord");

type DiscordPermission = keyof Catalogue["discord"]["permissions"];

/** What the adapter found out. */
type DiscordProbe =
  | {
      readonly kind: "known";
      readonly mayReadMessages: boolean;
      readonly servers: readonly { readonly name: string; readonly missing: readonly DiscordPermission[] }[];
    }
  | { readonly kind: "refused" }
  | { readonly kind: "unreachable" };

export interface DiscordCheckOptions {
  /** Null where no token is set. */
  readonly probe: ((signal: AbortSignal) => Promise<DiscordProbe>) | null;
  /** The settings ask for it. */
  readonly wantsMessages: boolean;
  /** A permission as Discord itself names it. */
  readonly nameOf: (permission: DiscordPermission) => string;
}

/** A bot in hundreds of servers need not list all those that gave it too little. */
const MOST_NAMED = 5;

export function checkDiscord({ probe, wantsMessages, nameOf }: DiscordCheckOptions): Check {
  return {
    part: "discord",
    limitMs: 60_000,
    async run(signal) {
      if (probe === null) return [discordFinding("fine", ({ discord }) => discord.off)];
      const found = await probe(signal);
      if (found.kind === "refused") return [discordFinding("fault", ({ discord }) => discord.refused)];
      if (found.kind === "unreachable")
        return [discordFinding("fault", ({ discord }) => discord.unreachable)];
      const { servers, mayReadMessages } = found;
      const isDeaf = wantsMessages && !mayReadMessages;
      return [
        servers.length > 0
          ? discordFinding("fine", ({ discord }) => discord.known(servers.length))
          : discordFinding("warning", ({ discord }) => discord.nowhere),
        ...(isDeaf ? [discordFinding("warning", ({ discord }) => discord.noMessageContent)] : []),
        ...judgePermissions(servers, nameOf),
      ];
    },
  };
}

type Servers = Extract<DiscordProbe, { kind: "known" }>["servers"];

function judgePermissions(servers: Servers, nameOf: DiscordCheckOptions["nameOf"]): Finding[] {
  return servers
    .filter(({ missing }) => missing.length > 0)
    .slice(0, MOST_NAMED)
    .map(({ name, missing }) =>
      discordFinding("fault", ({ discord }) => discord.lacks(name, missing.map(nameOf).join(", "))),
    );
}
