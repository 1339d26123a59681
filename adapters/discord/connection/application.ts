import {
  ApplicationFlags,
  ApplicationIntegrationType,
  OAuth2Scopes,
  PermissionsBitField,
  type REST,
  Routes,
} from "discord.js";
import { z } from "zod";
import { CuepointError } from "../../../src/errors.ts";
import { asStartError } from "../errors.ts";
import type { DiscordOptions } from "../options.ts";
import { EVER_NEEDED, type Permission, permissionBits } from "../permissions.ts";
import { createRest } from "./gateway.ts";

const reply = z.object({
  id: z.string(),
  flags: z.number().default(0),
  integration_types_config: z.record(z.string(), z.unknown()).nullish(),
});

export interface Application {
  readonly id: string;
  /** The portal allows the privileged intent; asking for it without that ends every connection. */
  readonly mayReadMessages: boolean;
  /** The portal lets people install the app for themselves. */
  readonly forPeople: boolean;
}

/** Throws CuepointError where Discord does not know the token or cannot be reached. */
export async function fetchApplication(rest: REST): Promise<Application> {
  try {
    const {
      id,
      flags,
      integration_types_config: installs,
    } = reply.parse(await rest.get(Routes.currentApplication()));
    const allowed = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
    const forPeople = Object.hasOwn(installs ?? {}, ApplicationIntegrationType.UserInstall);
    return { id, mayReadMessages: (flags & allowed) !== 0, forPeople };
  } catch (error) {
    throw asStartError(error);
  }
}

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

/** A link by which a person installs the commands for themselves, wherever they are. */
function personalLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: OAuth2Scopes.ApplicationsCommands,
    integration_type: String(ApplicationIntegrationType.UserInstall),
  });
  return `${AUTHORIZE}?${query}`;
}

interface InviteLinks {
  readonly server: string;
  /** Null where the portal does not let people install the app for themselves. */
  readonly person: string | null;
}

/** Throws CuepointError where Discord does not know the token or cannot be reached. */
export async function fetchInviteLinks(
  options: Pick<DiscordOptions, "token" | "apiUrl">,
): Promise<InviteLinks> {
  const { id, forPeople } = await fetchApplication(createRest(options));
  return { server: inviteLink(id), person: forPeople ? personalLink(id) : null };
}

const guilds = z.array(z.object({ name: z.string(), permissions: z.string().regex(/^\d+$/) }));

type DiscordProbe =
  | {
      readonly kind: "known";
      /** The portal allows the bot to read what is not addressed to it. */
      readonly mayReadMessages: boolean;
      /** Servers that it is in, and what it lacks there; channels may take more away. */
      readonly servers: readonly { readonly name: string; readonly missing: readonly Permission[] }[];
    }
  | { readonly kind: "refused" }
  | { readonly kind: "unreachable" };

/** Tries the token as the bot would use it, without a connection and without posting anything. */
export async function probeDiscord(
  options: Pick<DiscordOptions, "token" | "apiUrl">,
  signal: AbortSignal,
): Promise<DiscordProbe> {
  const rest = createRest(options);
  try {
    const { mayReadMessages } = await fetchApplication(rest);
    const found = guilds.parse(await rest.get(Routes.userGuilds(), { signal }));
    const servers = found.map(({ name, permissions }) => ({ name, missing: lackingOf(BigInt(permissions)) }));
    return { kind: "known", mayReadMessages, servers };
  } catch (error) {
    const known = asStartError(error);
    if (!(known instanceof CuepointError)) throw error;
    return { kind: known.code === "platform-signed-out" ? "refused" : "unreachable" };
  }
}

function lackingOf(granted: bigint): readonly Permission[] {
  const permissions = new PermissionsBitField(granted);
  return EVER_NEEDED.filter((permission) => !permissions.has(permissionBits([permission])));
}
