import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { must } from "../../../fakes/discord/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { adapterFor, startBot, threadIdOf } from "../harness.ts";

const SUMMARY: OutgoingMessage = { kind: "summary", title: "A *quiet* morning", text: "A rabbit wakes up." };
const ERROR: OutgoingMessage = { kind: "error", code: "link-unreachable", text: "I can’t open this link." };
const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };
const ANSWER: OutgoingMessage = { kind: "answer", text: "A rabbit." };

/** The reply to a command in a channel, and the thread that hangs at it. */
async function asked() {
  const bot = await startBot();
  const { people, settled, threadAt } = bot.discord;
  people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
  await settled();
  const reply = () => must(bot.discord.read(bot.films)[0], "reply");
  const thread = must(threadAt(reply().id), "thread");
  const post = async (message: OutgoingMessage) => {
    await bot.adapter.thread(threadIdOf(thread)).post(message);
    await settled();
  };
  return { bot, reply, thread, post };
}

describe("the line in the channel that a thread hangs at", () => {
  it.each([
    ["the title", SUMMARY, "**A \\*quiet\\* morning**"],
    [
      "the title, covered where the video came as a spoiler",
      { ...SUMMARY, isSpoiler: true } as const,
      "||A \\*quiet\\* morning||",
    ],
    ["what went wrong", ERROR, "I can’t open this link."],
  ])("becomes %s, with a link to the thread", async (_, message, words) => {
    const { bot, reply, thread, post } = await asked();
    await using _bot = bot;
    expect(reply().content).toBe("Watching **holiday.mp4**. I’ll post the summary in this thread.");
    await post(message);
    await eventually(() => expect(reply().content).toBe(`${words} <#${thread.id}>`));
    expect(bot.discord.violations).toEqual([]);
  });

  it("follows a second try, and not what goes wrong later", async () => {
    const { bot, reply, thread, post } = await asked();
    await using _bot = bot;
    await post(ERROR);
    await eventually(() => expect(reply().content).toContain(`<#${thread.id}>`));
    await post(SUMMARY);
    await eventually(() => expect(reply().content).toContain("morning"));
    const title = reply().content;
    await post(ANSWER);
    await post(ERROR);
    expect(reply().content).toBe(title);
  });

  it("becomes the last word of work that ended without an answer", async () => {
    const { bot, reply, thread, post } = await asked();
    await using _bot = bot;
    const here = bot.adapter.thread(threadIdOf(thread));
    const stop = { id: "stop", label: "Stop", value: "1" };
    const ref = await here.post({ kind: "progress", text: "Starting", actions: [stop] });
    await bot.discord.settled();
    expect(reply().content).toContain("I’ll post the summary");
    await here.edit(ref, { kind: "progress", text: "Stopped." });
    await eventually(() => expect(reply().content).toBe(`Stopped. <#${thread.id}>`));
    await post(SUMMARY);
    await eventually(() => expect(reply().content).toContain("morning"));
  });

  it("keeps the title when the job ends right after it", async () => {
    const { bot, reply, thread } = await asked();
    await using _bot = bot;
    const here = bot.adapter.thread(threadIdOf(thread));
    const ref = await here.post({
      kind: "progress",
      text: "Starting",
      actions: [{ id: "stop", label: "Stop", value: "1" }],
    });
    await here.post(SUMMARY);
    await here.edit(ref, { kind: "progress", text: "Done." });
    await eventually(() => expect(reply().content).not.toContain("Watching"));
    await bot.discord.settled();
    expect(reply().content).toContain("morning");
  });

  it("becomes the title also where another process posted the summary, and died before it could change it", async () => {
    const { bot, reply, thread } = await asked();
    await using _bot = bot;
    const record = {
      key: "k",
      posted: [] as string[],
      onPosted: async (ref: string) => void record.posted.push(ref),
    };
    bot.discord.fail({ path: new RegExp(`/messages/${reply().id}$`), status: 403, code: 50_001 });
    await bot.adapter.thread(threadIdOf(thread)).post(SUMMARY, record);
    expect(reply().content).toContain("Watching");
    await adapterFor(bot.discord).thread(threadIdOf(thread)).post(SUMMARY, record);
    expect(reply().content).toBe(`**A \\*quiet\\* morning** <#${thread.id}>`);
    expect(bot.discord.read(thread)).toHaveLength(1);
  });

  it("costs no answer where it cannot be changed", async () => {
    const { bot, reply, thread, post } = await asked();
    await using _bot = bot;
    const before = reply().content;
    bot.discord.fail({ path: new RegExp(`/messages/${reply().id}$`), status: 403, code: 50_001 });
    await post(SUMMARY);
    expect(reply().content).toBe(before);
    expect(bot.discord.read(thread)).toHaveLength(1);
  });

  it("stays as it is where a person wrote it", async () => {
    await using bot = await startBot();
    const { people, settled, threadAt } = bot.discord;
    const mention = people.says(bot.ada, bot.films, { text: "what happens?", mention: true, files: [VIDEO] });
    await settled();
    const thread = must(threadAt(mention.id), "thread");
    await bot.adapter.thread(threadIdOf(thread)).post(SUMMARY);
    // It is looked at, which a slow machine may do twice, and never changed.
    const requests = () =>
      bot.discord.requests.filter(({ path }) => path.endsWith(`/messages/${mention.id}`));
    await eventually(() => expect(requests().map(({ method }) => method)).toContain("GET"));
    await bot.adapter.thread(threadIdOf(thread)).post(SUMMARY);
    await settled();
    expect(requests().filter(({ method }) => method !== "GET")).toEqual([]);
    expect(bot.discord.violations).toEqual([]);
  });
});
