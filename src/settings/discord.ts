import { z } from "zod";
import { discordIds, integer, text, yesOrNo } from "./kinds.ts";

export const discordVariables = {
  DISCORD_TOKEN: text.optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address such as https://discord.com/api" })
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,21}$/, "must be the id of a server of Discord")
    .optional(),
  DISCORD_MESSAGE_CONTENT: yesOrNo.default(true),
  DISCORD_ALLOW_GUILDS: discordIds.default([]),
  DISCORD_DENY_GUILDS: discordIds.default([]),
  DISCORD_ALLOW_CHANNELS: discordIds.default([]),
  DISCORD_DENY_CHANNELS: discordIds.default([]),
  DISCORD_ALLOW_ROLES: discordIds.default([]),
  DISCORD_DENY_ROLES: discordIds.default([]),
  DISCORD_SHARDS: z
    .union([z.literal("auto"), integer(1, 10_000, "connections")], {
      error: "must be auto or a whole number of connections from 1 to 10000",
    })
    .default("auto"),
};

export function discordSettings(data: z.infer<z.ZodObject<typeof discordVariables>>) {
  return {
    token: data.DISCORD_TOKEN,
    apiUrl: data.DISCORD_API_URL,
    guildId: data.DISCORD_GUILD_ID,
    messageContent: data.DISCORD_MESSAGE_CONTENT,
    access: {
      guilds: { allow: data.DISCORD_ALLOW_GUILDS, deny: data.DISCORD_DENY_GUILDS },
      channels: { allow: data.DISCORD_ALLOW_CHANNELS, deny: data.DISCORD_DENY_CHANNELS },
      roles: { allow: data.DISCORD_ALLOW_ROLES, deny: data.DISCORD_DENY_ROLES },
    },
    shards: data.DISCORD_SHARDS,
  };
}
