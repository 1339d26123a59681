import { describe, expect, it } from "vitest";
import { readableText } from "../../../fakes/discord/reading.ts";
import { must } from "../../../fakes/discord/world.ts";
import { startBot, threadIdOf } from "../harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };
const LINK = "https://video.example/talk.mp4";
const PICTURE = { name: "cat.png", data: Buffer.from("cat"), contentType: "image/png" };

describe("a mention", () => {
  it("opens a thread at the message with the video", async () => {
    await using bot = await startBot();
    const message = bot.discord.people.says(bot.ada, bot.films, {
      text: "what happens?",
      mention: true,
      files: [VIDEO, PICTURE],
    });
    await bot.discord.settled();
    const thread = must(bot.discord.threadAt(message.id), "thread");
    expect(thread.name).toBe("holiday.mp4");
    expect(bot.events).toMatchObject([
      {
        type: "message",
        id: message.id,
        thread: threadIdOf(thread),
        text: "what happens?",
        mentioned: true,
        isDirect: false,
        attachments: [{ name: "holiday.mp4" }],
      },
    ]);
    expect(bot.discord.violations).toEqual([]);
  });

  it("takes a link without the punctuation of the sentence around it", async () => {
    await using bot = await startBot();
    const text = "看https://video.example/1.mp4，谢谢";
    bot.discord.people.says(bot.ada, bot.films, { text, mention: true });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ links: ["https://video.example/1.mp4"] }]);
  });

  it("takes the video of the message that it replies to", async () => {
    await using bot = await startBot();
    const { people, settled } = bot.discord;
    const film = people.says(bot.ada, bot.films, { files: [{ ...VIDEO, name: "talk.mkv" }] });
    const mention = people.says(bot.ada, bot.films, { text: "this", mention: true, replyTo: film });
    await settled();
    expect(bot.events).toMatchObject([{ id: mention.id, attachments: [{ name: "talk.mkv" }] }]);
    expect(bot.discord.threadAt(mention.id)?.name).toBe("talk.mkv");
  });

  it("takes the link of a message of components that it replies to, and by the menu of it", async () => {
    await using bot = await startBot();
    const { people, settled, read } = bot.discord;
    const times = [{ text: "0:07", url: LINK }];
    const image = { name: "still.jpg", mediaType: "image/jpeg", data: Buffer.alloc(9), alt: "A rabbit" };
    const cards = [{ time: "0:00", title: "Dawn", body: "Light.", image }];
    const thread = bot.adapter.thread(threadIdOf(bot.films));
    await thread.post({ kind: "answer", text: "A rabbit at 0:07.", cards, times });
    const answer = must(read(bot.films)[0], "answer");
    expect(answer.content).toBe("");
    people.says(bot.ada, bot.films, { text: "this", mention: true, replyTo: answer });
    people.picks(bot.ada, answer, "Summarize video");
    await settled();
    expect(bot.events).toMatchObject([{ links: [LINK] }, { links: [LINK] }]);
  });

  it("takes the video of the post that it is written in", async () => {
    await using bot = await startBot();
    const { people, settled, world } = bot.discord;
    const film = people.says(bot.ada, bot.post, { text: "which film?", files: [VIDEO] });
    const first = { ...film, id: bot.post.id };
    world.messages.set(first.id, first);
    people.says(bot.ada, bot.post, { text: "do you know?", mention: true });
    await settled();
    expect(bot.events.at(-1)).toMatchObject({
      thread: threadIdOf(bot.post),
      mentioned: true,
      attachments: [{ name: "holiday.mp4" }],
    });
  });

  it("opens no thread for a question without a video", async () => {
    await using bot = await startBot();
    bot.discord.people.says(bot.ada, bot.films, { text: "how are you?", mention: true });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ thread: threadIdOf(bot.films), attachments: [], links: [] }]);
  });

  it("counts by the role of the bot's own name too", async () => {
    await using bot = await startBot();
    bot.discord.people.says(bot.ada, bot.films, { text: `<@&${bot.guild.botRole}> hello` });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ text: "hello", mentioned: true }]);
  });
});

describe("what is said without a mention", () => {
  it("is ignored in a channel", async () => {
    await using bot = await startBot();
    bot.discord.people.says(bot.ada, bot.films, { text: "hello", files: [VIDEO] });
    await bot.discord.settled();
    expect(bot.events).toEqual([]);
  });

  it("is a question in a thread, as far as the adapter knows", async () => {
    await using bot = await startBot();
    bot.discord.people.says(bot.ada, bot.post, { text: "and **then**?" });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ text: "and then?", mentioned: false, thread: threadIdOf(bot.post) }]);
  });

  it("is meant for the bot in direct messages", async () => {
    await using bot = await startBot();
    const direct = bot.discord.places.direct(bot.ada);
    bot.discord.people.says(bot.ada, direct, { text: "what is this?", files: [VIDEO] });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ isDirect: true, thread: threadIdOf(direct) }]);
  });

  it("is taken in the language that a person's commands have shown", async () => {
    await using bot = await startBot();
    const wei = bot.discord.places.person("Wei", { locale: "zh-TW" });
    bot.discord.people.runs(wei, bot.post, "status");
    await bot.discord.settled();
    bot.discord.people.says(wei, bot.post, { text: "然后呢？" });
    bot.discord.people.says(bot.ada, bot.post, { text: "and then?" });
    await bot.discord.settled();
    expect(bot.events.slice(1)).toMatchObject([{ locale: "zh-TW" }, { locale: "en-US" }]);
  });
});

describe("without the intent for message content", () => {
  const blind = { bot: { messageContent: false } };

  it("says once in a new thread how to ask there", async () => {
    await using bot = await startBot(blind);
    const { people, settled, read, threadAt } = bot.discord;
    const asked = people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
    await settled();
    const thread = must(threadAt(must(asked.reply, "reply")), "thread");
    people.says(bot.ada, thread, { text: "and then?" });
    people.says(bot.ada, thread, { text: "hello?" });
    await settled();
    const own = read(thread).filter(({ author }) => author === bot.discord.world.bot.id);
    expect(own.map(readableText)).toEqual([
      "I can’t read messages here. Ask about the video with /ask, or mention me.",
    ]);
    expect(bot.events.map(({ type }) => type)).toEqual(["command"]);
  });

  it("still hears a mention, with what it says", async () => {
    await using bot = await startBot(blind);
    bot.discord.people.says(bot.ada, bot.post, { text: "and then?", mention: true });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ text: "and then?", mentioned: true }]);
  });

  it("does not take a hidden file for no file", async () => {
    await using bot = await startBot(blind);
    const { people, settled, read } = bot.discord;
    const film = people.says(bot.ada, bot.films, { files: [VIDEO] });
    people.says(bot.ada, bot.films, { text: "this", mention: true, replyTo: film });
    await settled();
    expect(bot.events).toEqual([]);
    expect(readableText(must(read(bot.films).at(-1), "answer"))).toContain("Apps > Summarize video");
  });

  it("starts without it where the portal has it switched off, and says so", async () => {
    await using bot = await startBot({ server: { messageContent: false } });
    expect(bot.discord.gateway.intents() & 32_768).toBe(0);
    bot.discord.people.says(bot.ada, bot.films, { text: "hello", mention: true });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ text: "hello" }]);
  });
});
