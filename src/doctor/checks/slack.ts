import { type Check, type Finding, findingsOf } from "../check.ts";

const slackFinding = findingsOf("slack");

type TokenFinding =
  | { readonly kind: "known"; readonly team: string; readonly missingScopes: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unreachable" };

/** What the adapter found out. */
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
  const { team, missingScopes } = bot;
  const fine = slackFinding("fine", ({ slack }) => slack.known(team));
  return missingScopes.length === 0
    ? [fine]
    : [fine, slackFinding("fault", ({ slack }) => slack.scopesMissing(missingScopes.join(", ")))];
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
