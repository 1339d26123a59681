import { PermissionsBitField, Routes } from "discord.js";
import { z } from "zod";
import { CuepointError } from "../../../src/errors.ts";
import { asStartError } from "../errors.ts";
import type { DiscordOptions } from "../options.ts";
import { EVER_NEEDED, type Permission, permissionBits } from "../permissions.ts";
import { fetchApplication } from "./application.ts";
import { createRest } from "./client.ts";

const guilds = z.array(z.object({ name: z.string(), permissions: z.string().regex(/^\d+$/) }));

export type DiscordProbe =
  | {
      readonly kind: "known";
      /** The portal allows the bot to read what is not addressed to it. */
      readonly mayReadMessages: boolean;
      /** Servers that it is in, and what it lacks there; channels may take more away. */
      readonly servers: readonly { readonly name: string; readonly missing: readonly Permission[] }[];
    }
  | { readonly kind: "refused" }
  | { readonly kind: "unreachable" };

/** Tries the token as the bot would use it, without a connection and without a word to anybody. */
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
