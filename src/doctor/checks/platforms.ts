import type { Catalogue } from "../../chat/locales/locales.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const discordFinding = findingsOf("discord");
const slackFinding = findingsOf("slack");

type DiscordPermission = keyof Catalogue["discord"]["permissions"];

/** What the adapter of Discord found out. */
type DiscordProbe =
  | {
      readonly kind: "known";
      readonly mayReadMessages: boolean;
      readonly servers: readonly { readonly name: string; readonly missing: readonly DiscordPermission[] }[];
    }
  | { readonly kind: "refused" }
  | { readonly kind: "unreachable" };

interface DiscordCheckOptions {
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

type TokenFinding =
  | {
      readonly kind: "known";
      readonly team: string;
      readonly missingScopes: readonly string[];
      /** Among them those without which it works all the same. */
      readonly missingExtras: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unreachable" };

/** What the adapter of Slack found out. */
interface SlackProbe {
  readonly bot: TokenFinding;
  readonly socket: TokenFinding | null;
}

/** `probe` is null where no token is set; `port` is where Slack's requests arrive without Socket Mode. */
export function checkSlack(probe: (() => Promise<SlackProbe>) | null, port: number): Check {
  return {
    part: "slack",
    limitMs: 70_000,
    async run() {
      if (probe === null) return [slackFinding("fine", ({ slack }) => slack.off)];
      const { bot, socket } = await probe();
      // Both tokens go to one server: where neither got through, that is one fault.
      if (bot.kind === "unreachable" && socket?.kind === "unreachable") return judgeBot(bot);
      return [...judgeBot(bot), socket === null ? judgePort(port) : judgeSocket(socket)];
    },
  };
}

function judgeBot(bot: TokenFinding): Finding[] {
  if (bot.kind === "unreachable") return [slackFinding("fault", ({ slack }) => slack.unreachable)];
  if (bot.kind === "refused") return [slackFinding("fault", ({ slack }) => slack.botRefused(bot.reason))];
  const { team, missingScopes, missingExtras } = bot;
  const fine = slackFinding("fine", ({ slack }) => slack.known(team));
  if (missingScopes.length === 0) return [fine];
  const level = missingScopes.length > missingExtras.length ? "fault" : "warning";
  return [fine, slackFinding(level, ({ slack }) => slack.scopesMissing(missingScopes.join(", ")))];
}

function judgeSocket(socket: TokenFinding): Finding {
  if (socket.kind === "unreachable") return slackFinding("fault", ({ slack }) => slack.unreachable);
  return socket.kind === "refused"
    ? slackFinding("fault", ({ slack }) => slack.socketRefused(socket.reason))
    : slackFinding("fine", ({ slack }) => slack.socketFine);
}

function judgePort(port: number): Finding {
  return slackFinding("fine", ({ slack }) => slack.overHttp(port));
}
