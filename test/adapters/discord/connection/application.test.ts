import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PermissionsBitField } from "discord.js";
import { describe, expect, it } from "vitest";
import { fetchInviteLink } from "../../../../adapters/discord/connection/application.ts";
import { startServer } from "../harness.ts";

describe("the invite link", () => {
  it("asks for the bot's application with what it needs and no more", async () => {
    await using server = await startServer();
    const link = new URL(await fetchInviteLink(server.discord));
    expect(link.origin + link.pathname).toBe("https://discord.com/oauth2/authorize");
    expect(link.searchParams.get("client_id")).toBe(server.discord.world.bot.id);
    expect(link.searchParams.get("scope")).toBe("bot applications.commands");
    const permissions = new PermissionsBitField(BigInt(link.searchParams.get("permissions") ?? 0)).toArray();
    expect(permissions.sort()).toEqual([
      "AttachFiles",
      "CreatePublicThreads",
      "EmbedLinks",
      "ReadMessageHistory",
      "SendMessages",
      "SendMessagesInThreads",
      "ViewChannel",
    ]);
  });

  it("is printed by the script, and nothing else is", async () => {
    await using server = await startServer();
    const env = {
      ...process.env,
      DISCORD_TOKEN: server.discord.token,
      DISCORD_API_URL: server.discord.apiUrl,
    };
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ["scripts/discord-invite.ts"], { env });
    expect(stdout).toMatch(/^https:\/\/discord\.com\/oauth2\/authorize\?\S+\n$/);
    const failing = run(process.execPath, ["scripts/discord-invite.ts"], {
      env: { ...env, DISCORD_TOKEN: "bad" },
    });
    await expect(failing).rejects.toMatchObject({
      stderr: expect.stringContaining("DISCORD_TOKEN. Copy it again"),
    });
  });
});
