import { ApplicationFlags, DiscordAPIError, type REST, Routes } from "discord.js";
import { z } from "zod";
import { DiscordStartError } from "./errors.ts";

const reply = z.object({ id: z.string(), flags: z.number().default(0) });

export interface Application {
  readonly id: string;
  /** The portal allows the privileged intent; asking for it without that ends every connection. */
  readonly mayReadMessages: boolean;
}

/** Throws DiscordStartError where Discord does not know the token. */
export async function fetchApplication(rest: REST): Promise<Application> {
  try {
    const { id, flags } = reply.parse(await rest.get(Routes.currentApplication()));
    const allowed = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
    return { id, mayReadMessages: (flags & allowed) !== 0 };
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) {
      throw new DiscordStartError(
        "Discord does not know this token: copy it again from the Bot page of the developer portal into DISCORD_TOKEN.",
        error,
      );
    }
    throw error;
  }
}
