import { type Config, ConfigError } from "../config.ts";

/** What a bot or a worker cannot do without. Throws ConfigError, before anything on the disk is touched. */
export function checkBotSettings({ slack, discord, jobs }: Config, role: "gateway" | "worker"): void {
  const faults: string[] = [];
  if (role === "worker" && jobs.queueUrl === undefined) {
    faults.push("QUEUE_URL must be set for a worker: it takes up the jobs that a bot puts there.");
  }
  if (slack.botToken === undefined && discord.token === undefined) {
    faults.push(
      "SLACK_BOT_TOKEN or DISCORD_TOKEN must be set to start a bot; see docs/slack.md and docs/discord.md.",
    );
  }
  if (discord.guildId !== undefined && discord.token === undefined) {
    faults.push("DISCORD_TOKEN must be set beside DISCORD_GUILD_ID.");
  }
  if (faults.length > 0) throw new ConfigError(faults);
}
