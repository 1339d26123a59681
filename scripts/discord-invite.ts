import { existsSync } from "node:fs";
import { fetchInviteLinks } from "../adapters/discord/connection/application.ts";
import { catalogueFor } from "../src/chat/locales/locales.ts";
import { whyNotStarted } from "../src/compose/platforms/why-not-started.ts";
import { loadConfig } from "../src/config.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
const { discord, locale } = loadConfig();
const { token, apiUrl } = discord;

if (token === undefined) {
  console.error(
    "DISCORD_TOKEN is not set. Copy it from the Bot page of the developer portal into .env first.",
  );
  process.exitCode = 78;
} else {
  try {
    const { server, person } = await fetchInviteLinks({ token, apiUrl });
    console.log(`Into a server:\n${server}`);
    if (person !== null) console.log(`For yourself, in every server and conversation:\n${person}`);
  } catch (error) {
    const { text, exitCode } = whyNotStarted("discord", error, catalogueFor(locale));
    console.error(text);
    process.exitCode = exitCode;
  }
}
