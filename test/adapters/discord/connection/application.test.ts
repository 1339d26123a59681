import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PermissionsBitField } from "discord.js";
import { describe, expect, it } from "vitest";
import { fetchInviteLinks } from "../../../../adapters/discord/connection/application.ts";
import { startServer } from "../harness.ts";

describe("the invite link", () => {
  it("asks for the bot's application with what it needs and no more", async () => {
    await using server = await startServer();
    const links = await fetchInviteLinks(server.discord);
    const link = new URL(links.server);
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
    const { searchParams } = new URL(links.person ?? "");
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: server.discord.world.bot.id,
      scope: "applications.commands",
      integration_type: "1",
    });
  });

  it("is for servers alone where the portal says so", async () => {
    await using server = await startServer({ forPeople: false });
    expect((await fetchInviteLinks(server.discord)).person).toBeNull();
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
    const [, server1, , person] = stdout.split("\n");
    for (const link of [server1, person])
      expect(link).toMatch(/^https:\/\/discord\.com\/oauth2\/authorize\?\S+$/);
    const failing = run(process.execPath, ["scripts/discord-invite.ts"], {
      env: { ...env, DISCORD_TOKEN: "bad" },
    });
    await expect(failing).rejects.toMatchObject({
      stderr: expect.stringContaining("DISCORD_TOKEN. Copy it again"),
    });
  });
});
