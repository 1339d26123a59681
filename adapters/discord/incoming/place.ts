import { type BaseInteraction, InteractionContextType } from "discord.js";
import { guestLocation, type Location } from "../location.ts";
import type { Incoming } from "./context.ts";

/** The place of an interaction where it is known at once; null where Discord has to be asked. */
export function knownPlace(interaction: BaseInteraction, { locations }: Incoming): Location | null {
  return guestPlace(interaction) ?? locations.known(interaction.channelId ?? "");
}

/** Rejects as the API does. */
export async function findPlace(interaction: BaseInteraction, { locations }: Incoming): Promise<Location> {
  return guestPlace(interaction) ?? locations.find(interaction.channelId ?? "");
}

/**
 * Null where the bot is no guest: in a server that has installed it, and in its own direct messages. For a button, Discord names the
 * person who ran the command, not the one who presses it.
 */
function guestPlace({
  authorizingIntegrationOwners: owners,
  context,
  channelId,
  guildId,
}: BaseInteraction): Location | null {
  const isAtHome = owners.guildId !== null || context === InteractionContextType.BotDM;
  return isAtHome || owners.userId === null || channelId === null
    ? null
    : guestLocation(owners.userId, channelId, guildId);
}
