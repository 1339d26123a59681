import { OAuth2Routes, OAuth2Scopes } from "discord.js";
import { fetchApplication } from "./application.ts";
import { createRest } from "./client.ts";
import type { DiscordOptions } from "./options.ts";
import { EVER_NEEDED, permissionBits } from "./permissions.ts";

/** A link that brings the bot into a server with what it needs and nothing else. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(" "),
    permissions: String(permissionBits(EVER_NEEDED)),
  });
  return `${OAuth2Routes.authorizationURL}?${query}`;
}

/** Throws DiscordStartError where Discord does not know the token. */
export async function fetchInviteLink(options: Pick<DiscordOptions, "token" | "apiUrl">): Promise<string> {
  const { id } = await fetchApplication(createRest(options));
  return inviteLink(id);
}
