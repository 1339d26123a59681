import { OAuth2Scopes } from "discord.js";
import type { DiscordOptions } from "../options.ts";
import { EVER_NEEDED, permissionBits } from "../permissions.ts";
import { fetchApplication } from "./application.ts";
import { createRest } from "./client.ts";

/** The page for people; discord.js names the one for programs. */
const AUTHORIZE = "https://discord.com/oauth2/authorize";

/** A link that brings the bot into a server with what it needs and nothing else. */
function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(" "),
    permissions: String(permissionBits(EVER_NEEDED)),
  });
  return `${AUTHORIZE}?${query}`;
}

/** Throws CuepointError where Discord does not know the token or cannot be reached. */
export async function fetchInviteLink(options: Pick<DiscordOptions, "token" | "apiUrl">): Promise<string> {
  const { id } = await fetchApplication(createRest(options));
  return inviteLink(id);
}
