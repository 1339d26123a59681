import { createDiscordAdapter } from "../../../adapters/discord/adapter.ts";
import { createSlackAdapter } from "../../../adapters/slack/adapter.ts";
import type { ChatAdapter } from "../../chat/adapter.ts";
import type { Platform } from "../../chat/thread-id.ts";
import type { Config } from "../../config.ts";
import type { Logger } from "../../logger.ts";

export function chatAdapters(
  { slack, discord, store }: Config,
  logger: Logger,
): ReadonlyMap<Platform, ChatAdapter> {
  const adapters = new Map<Platform, ChatAdapter>();
  const { botToken, appToken, signingSecret, apiUrl, ...rest } = slack;
  if (botToken !== undefined) {
    const tokens = {
      botToken,
      ...(appToken !== undefined && { appToken }),
      ...(signingSecret !== undefined && { signingSecret }),
    };
    const keeps = { summaryHours: store.contextTtlHours, videoMinutes: store.originalTtlMinutes };
    adapters.set(
      "slack",
      createSlackAdapter({ ...rest, ...tokens, ...(apiUrl !== undefined && { apiUrl }), keeps, logger }),
    );
  }
  const { token } = discord;
  if (token !== undefined) adapters.set("discord", createDiscordAdapter({ ...discord, token, logger }));
  return adapters;
}
