import type { SlackApi } from "../web/api.ts";

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
