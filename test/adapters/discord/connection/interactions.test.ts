import { describe, expect, it } from "vitest";
import type { Thread } from "../../../../src/chat/thread.ts";
import { readableText } from "../../../fakes/discord/reading.ts";
import { must } from "../../../fakes/discord/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { createClock, startBot, threadIdOf } from "../harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };
const MINUTE = 60_000;
const WEBHOOK = /^\/webhooks\//;

/** A job that works for as many minutes, says so each minute, and ends in a summary. */
async function work(thread: Thread, minutes: number, advance: (milliseconds: number) => void) {
  const ref = await thread.post({ kind: "progress", text: "Opening", progress: { step: "fetch" } });
  for (let minute = 1; minute <= minutes; minute += 1) {
    advance(MINUTE);
    const progress = { step: "ask", fraction: minute / minutes } as const;
    await thread.edit(ref, { kind: "progress", text: `Minute ${minute}`, progress });
  }
  await thread.post({ kind: "summary", title: "Done", text: "All of it." });
}

describe("a job of 16 minutes", () => {
  it.each(["direct messages", "a thread of its own"])("goes on without a seam in %s", async (where) => {
    const clock = createClock();
    await using bot = await startBot({
      server: { now: clock.now },
      core: (adapter) => async (event) => {
        if (event.type === "command") await work(adapter.thread(event.thread, event.id), 16, clock.advance);
      },
    });
    const { discord } = bot;
    const channel = where === "direct messages" ? discord.places.direct(bot.ada) : bot.films;
    const asked = discord.people.runs(bot.ada, channel, "summarize", { video: VIDEO });
    await eventually(() => expect(discord.world.messages.size).toBe(channel === bot.films ? 3 : 2));
    await discord.settled();
    const reply = must(asked.reply, "reply");
    const place = discord.threadAt(reply) ?? channel;
    const texts = discord.read(place).map(readableText);
    expect(texts).toEqual([expect.stringMatching(/^Minute 16/), "Done\nAll of it."]);
    expect(discord.requests.filter(({ status }) => status >= 400)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it("changes its reply by the interaction's token for 14 minutes and by its own after that", async () => {
    const clock = createClock();
    await using bot = await startBot({
      server: { now: clock.now },
      core: (adapter) => async (event) => {
        if (event.type === "command") await work(adapter.thread(event.thread, event.id), 16, clock.advance);
      },
    });
    const { discord } = bot;
    discord.people.runs(bot.ada, discord.places.direct(bot.ada), "summarize", { video: VIDEO });
    await eventually(() => expect(discord.world.messages.size).toBe(2));
    const edits = discord.requests.filter(({ method }) => method === "PATCH");
    const byToken = edits.filter(({ path }) => WEBHOOK.test(path));
    expect([byToken.length, edits.length]).toEqual([14, 17]);
    expect(new Set(byToken.map(({ authorization }) => authorization))).toEqual(new Set([null]));
  });
});

describe("a token that ends before its time", () => {
  it.each([
    [401, 50_027],
    [404, 10_015],
  ])("does not stop an edit (%s, %s)", async (status, code) => {
    const posted = Promise.withResolvers<{ thread: Thread; ref: string }>();
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        const thread = adapter.thread(event.thread, event.id);
        posted.resolve({ thread, ref: await thread.post({ kind: "notice", text: "One." }) });
      },
    });
    const asked = bot.discord.people.runs(bot.ada, bot.films, "status");
    const { thread, ref } = await posted.promise;
    expect(ref).toBe(asked.reply);
    bot.discord.fail({ path: WEBHOOK, status, code });
    await thread.edit(ref, { kind: "notice", text: "Two." });
    expect(bot.discord.read(bot.films).map(readableText)).toEqual(["Two."]);
  });

  it("does not stop what a command says first", async () => {
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type === "command")
          await adapter.thread(event.thread, event.id).post({ kind: "notice", text: "One." });
      },
    });
    bot.discord.fail({ path: WEBHOOK, status: 401, code: 50_027 });
    bot.discord.people.runs(bot.ada, bot.films, "status");
    await bot.discord.settled();
    expect(bot.discord.read(bot.films).map(readableText)).toEqual(["", "One."]);
  });
});

describe("a delivery", () => {
  it("is never the reply, which could not be told from its second try", async () => {
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        const delivery = { key: "job-1", posted: [], onPosted: async () => undefined };
        await adapter.thread(event.thread, event.id).post({ kind: "summary", text: "All of it." }, delivery);
      },
    });
    const direct = bot.discord.places.direct(bot.ada);
    bot.discord.people.runs(bot.ada, direct, "summarize", { video: VIDEO });
    await bot.discord.settled();
    const texts = bot.discord.read(direct).map(readableText);
    expect(texts).toEqual(["Watching holiday.mp4", "All of it."]);
  });

  it("ends the “thinking” at once, however long the command goes on", async () => {
    const finish = Promise.withResolvers<void>();
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        const delivery = { key: "job-1", posted: [], onPosted: async () => undefined };
        await adapter.thread(event.thread, event.id).post({ kind: "summary", text: "All of it." }, delivery);
        await finish.promise;
      },
    });
    const direct = bot.discord.places.direct(bot.ada);
    bot.discord.people.runs(bot.ada, direct, "summarize", { video: VIDEO });
    await bot.discord.settled();
    expect(bot.discord.read(direct).map(readableText)).toEqual(["Watching holiday.mp4", "All of it."]);
    finish.resolve();
  });
});

describe("what a command says somewhere else", () => {
  it("is not its reply", async () => {
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        await adapter.thread(threadIdOf(bot.post)).post({ kind: "notice", text: "Forgotten." });
        await adapter.thread(event.thread, event.id).post({ kind: "notice", text: "Done." });
      },
    });
    bot.discord.people.runs(bot.ada, bot.films, "forget");
    await bot.discord.settled();
    expect(bot.discord.read(bot.post).map(readableText)).toEqual(["Forgotten."]);
    expect(bot.discord.read(bot.films).map(readableText)).toEqual(["Done."]);
  });
});

describe("an interaction that comes too late", () => {
  it("is left alone: Discord has told the person already", async () => {
    const clock = createClock();
    await using bot = await startBot({ server: { now: clock.now } });
    bot.discord.gateway.drop();
    bot.discord.people.runs(bot.ada, bot.films, "status");
    clock.advance(10_000);
    await eventually(() => expect(bot.discord.gateway.resumptions()).toBe(1));
    await bot.discord.settled();
    expect(bot.events).toEqual([]);
  });
});

describe("an acknowledgement whose answer gets lost", () => {
  const lost = { path: /callback$/, status: 502, afterwards: true };

  it("is not repeated in vain: a command goes on in its reply", async () => {
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type === "command")
          await adapter.thread(event.thread, event.id).post({ kind: "notice", text: "Here." });
      },
    });
    bot.discord.fail(lost);
    const asked = bot.discord.people.runs(bot.ada, bot.films, "status");
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ command: "status", id: asked.reply }]);
    expect(bot.discord.read(bot.films).map(readableText)).toEqual(["Here."]);
  });

  it("is not repeated in vain: a button does what it says", async () => {
    await using bot = await startBot();
    const actions = [{ id: "stop", label: "Stop", value: "1" }];
    await bot.adapter.thread(threadIdOf(bot.post)).post({ kind: "notice", text: "Working.", actions });
    bot.discord.fail(lost);
    bot.discord.people.presses(bot.ada, must(bot.discord.read(bot.post)[0], "message"), "Stop");
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ type: "action", action: "stop" }]);
  });

  it("is not needed for the work where it got lost each time", async () => {
    await using bot = await startBot();
    bot.discord.fail({ ...lost, times: 4 });
    const asked = bot.discord.people.runs(bot.ada, bot.films, "status");
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ command: "status", id: asked.reply }]);
  });

  it("leaves the work to another process that was faster", async () => {
    await using bot = await startBot();
    bot.discord.fail({ path: /callback$/, status: 400, code: 40_060 });
    bot.discord.people.runs(bot.ada, bot.films, "status");
    await bot.discord.settled();
    expect(bot.events).toEqual([]);
  });
});

describe("words on the way to a job that cannot be said", () => {
  it.each([
    ["the reply to the command", { method: "PATCH", path: WEBHOOK }],
    ["how to ask in the thread", { method: "POST", path: /^\/channels\/\d+\/messages$/ }],
  ])("%s: the video is looked at all the same", async (_, fault) => {
    await using bot = await startBot({ bot: { messageContent: false } });
    bot.discord.fail({ ...fault, status: 500, times: 4 });
    bot.discord.people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ command: "summarize", attachments: [{ name: VIDEO.name }] }]);
  });
});
