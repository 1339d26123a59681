import { describe, expect, it } from "vitest";
import { readableText } from "../../../fakes/discord/reading.ts";
import { createFakeLogger } from "../../../fakes/logger.ts";
import { adapterFor, startBot, startServer, threadIdOf } from "../harness.ts";

const NOTICE = { kind: "notice", text: "Ready." } as const;
const UNAUTHORIZED = { path: /./, status: 401, code: 0 };

/** Waits no time at all, and remembers how long it should have. */
function waiting() {
  const pauses: number[] = [];
  const wait = async (milliseconds: number) => void pauses.push(milliseconds);
  return { wait, total: () => pauses.reduce((sum, one) => sum + one, 0) };
}

describe("a token that Discord refuses for a while", () => {
  it("is kept after a single 401, and the call is tried again", async () => {
    const { wait } = waiting();
    const logger = createFakeLogger("info");
    const { lines } = logger;
    await using bot = await startBot({ bot: { wait, logger } });
    bot.discord.fail(UNAUTHORIZED);
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    const ref = await thread.post(NOTICE);
    await thread.edit(ref, { kind: "notice", text: "Changed." });
    expect(bot.discord.read(bot.post).map(readableText)).toEqual(["Changed."]);
    expect(lines.filter(({ level }) => level === 40)).toHaveLength(1);
  });

  it("loses nothing of what is said at the same time within half a minute", async () => {
    const { wait, total } = waiting();
    await using bot = await startBot({ bot: { wait } });
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    const ref = await thread.post(NOTICE);
    bot.discord.fail({ ...UNAUTHORIZED, times: 12 });
    await Promise.all([thread.edit(ref, { kind: "notice", text: "Changed." }), thread.post(NOTICE)]);
    expect(bot.discord.read(bot.post).map(readableText)).toEqual(["Changed.", "Ready."]);
    expect(total()).toBeGreaterThan(30_000);
  });

  it("is wrong where the 401 stays for a minute, and works again when Discord takes it", async () => {
    const { wait, total } = waiting();
    await using server = await startServer();
    const thread = adapterFor(server.discord, { wait }).thread(threadIdOf(server.post));
    server.discord.fail({ ...UNAUTHORIZED, times: 8 });
    await expect(thread.post(NOTICE)).rejects.toMatchObject({ code: "platform-signed-out" });
    expect(total()).toBeGreaterThan(60_000);
    await thread.post(NOTICE);
    expect(server.discord.read(server.post)).toHaveLength(1);
  });

  it("starts all the same where Discord stumbles once", async () => {
    await using server = await startServer();
    const adapter = adapterFor(server.discord, { wait: waiting().wait });
    server.discord.fail(UNAUTHORIZED);
    await adapter.start([], async () => undefined);
    expect(server.discord.gateway.connections()).toBe(1);
    await adapter.stop();
  });
});
