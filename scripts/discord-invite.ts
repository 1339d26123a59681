import { existsSync } from "node:fs";
import { fetchInviteLink } from "../adapters/discord/invite.ts";
import { loadConfig } from "../src/config.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
const { token, apiUrl } = loadConfig().discord;

if (token === undefined) {
  console.error(
    "DISCORD_TOKEN is not set. Copy it from the Bot page of the developer portal into .env first.",
  );
  process.exitCode = 78;
} else {
  try {
    console.log(await fetchInviteLink({ token, apiUrl }));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
