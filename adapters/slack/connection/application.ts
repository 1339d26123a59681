import type { Logger } from "../../../src/logger.ts";
import { readFailure } from "../errors.ts";
import manifest from "../manifest.json" with { type: "json" };
import type { SlackOptions } from "../options.ts";
import type { SlackApi } from "../web/api.ts";
import { EXTRA_SCOPES } from "../web/call.ts";
import { createAddresses, createWebClient } from "../web/client.ts";

/** Who the bot is in its workspace. */
export interface Self {
  readonly team: string;
  readonly user: string;
  readonly bot: string;
  /** As people see them. */
  readonly name: string;
  readonly teamName: string;
}

/** Asks Slack once; a failure is not remembered. */
export function createSelf(api: Pick<SlackApi, "whoAmI">): () => Promise<Self> {
  let known: Promise<Self> | null = null;
  const ask = async (): Promise<Self> => {
    const { team_id, user_id, bot_id, user = "", team = "" } = await api.whoAmI();
    const ids = { team: team_id ?? "", user: user_id ?? "", bot: bot_id ?? "" };
    return { ...ids, name: user, teamName: team };
  };
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

/** What Slack says of a token. */
type TokenFinding =
  | {
      readonly kind: "known";
      readonly team: string;
      readonly missingScopes: readonly string[];
      /** Those of them that the bot can do without. */
      readonly missingExtras: readonly string[];
    }
  /** `reason` is Slack's own word, such as "invalid_auth". */
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unreachable" };

interface SlackProbe {
  readonly bot: TokenFinding;
  /** Whether Slack would open Socket Mode; null where it is not used. */
  readonly socket: TokenFinding | null;
}

type Tokens = Pick<SlackOptions, "botToken" | "appToken" | "apiUrl">;

/** Tries the tokens as the bot would use them, without listening and without posting anything. */
export async function probeSlack(
  { botToken, appToken, apiUrl }: Tokens,
  logger: Logger,
): Promise<SlackProbe> {
  const addresses = createAddresses(apiUrl);
  const client = (token: string) => createWebClient(token, addresses, logger);
  const [bot, socket] = await Promise.all([
    asked(async () => {
      const { team = "", response_metadata } = await client(botToken).auth.test();
      const missingScopes = lacking(response_metadata?.scopes);
      return {
        team,
        missingScopes,
        missingExtras: missingScopes.filter((scope) => EXTRA_SCOPES.includes(scope)),
      };
    }),
    appToken === undefined
      ? null
      : asked(async () => {
          // The address that comes back works once and runs out by itself.
          await client(appToken).apps.connections.open({});
          return { team: "", missingScopes: [], missingExtras: [] };
        }),
  ]);
  return { bot, socket };
}

type Known = Omit<Extract<TokenFinding, { kind: "known" }>, "kind">;

async function asked(ask: () => Promise<Known>): Promise<TokenFinding> {
  try {
    return { kind: "known", ...(await ask()) };
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    return failure.kind === "refused" ? { kind: "refused", reason: failure.reason } : { kind: "unreachable" };
  }
}

/** Slack names a token's scopes beside each answer; where a proxy swallows that, nothing is said to be missing. */
function lacking(scopes: readonly string[] | undefined): readonly string[] {
  return scopes ? manifest.oauth_config.scopes.bot.filter((scope) => !scopes.includes(scope)) : [];
}
