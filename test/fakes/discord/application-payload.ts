import { ApplicationFlags } from "discord.js";
import { userPayload } from "./payloads.ts";
import type { World } from "./world.ts";

export function applicationPayload({ bot, messageContent, forPeople }: World): object {
  const flags = messageContent ? ApplicationFlags.GatewayMessageContentLimited : 0;
  // "Installation Contexts": of the two, those that the portal allows.
  const integration_types_config = { 0: {}, ...(forPeople && { 1: {} }) };
  return { id: bot.id, name: bot.name, flags, bot: userPayload(bot), integration_types_config };
}
