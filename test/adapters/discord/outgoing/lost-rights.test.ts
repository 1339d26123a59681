import { describe, expect, it } from "vitest";
import type { OutgoingFile, OutgoingMessage } from "../../../../src/chat/message.ts";
import { cardsIn, filesShown, readableText } from "../../../fakes/discord/reading.ts";
import { must } from "../../../fakes/discord/world.ts";
import { createClock, startBot, threadIdOf } from "../harness.ts";

const VIDEO = { name: "film.mp4", data: Buffer.from("film") };
const MESSAGES = { method: "POST", path: /messages$/ };

function picture(name: string): OutgoingFile {
  return { name, mediaType: "image/jpeg", data: Buffer.alloc(100), alt: "A rabbit" };
}

const SUMMARY: OutgoingMessage = {
  kind: "summary",
  title: "A day out",
  text: "What happens.",
  cards: [{ time: "0:00 – 0:42", title: "Dawn", body: "Light_over a hill.", image: picture("still.jpg") }],
  footer: ["Looked."],
  files: [{ name: "report.html", mediaType: "text/html", data: Buffer.alloc(100) }],
};

type Bot = Awaited<ReturnType<typeof startBot>>;

async function said(bot: Bot, message = SUMMARY) {
  await bot.adapter.thread(threadIdOf(bot.films)).post(message);
  await bot.discord.settled();
  const messages = bot.discord.read(bot.films);
  return {
    text: messages.map(readableText).join("\n"),
    files: messages.flatMap((one) => one.files.map(({ name }) => name)),
    pictures: messages.flatMap((one) => filesShown(one).pictures.map(({ name }) => name)),
    cards: messages.flatMap(cardsIn).length,
    violations: bot.discord.violations,
  };
}

describe("a right that is lost in the middle of a job", () => {
  it("to attach files costs the files, with a word, and nothing else", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["AttachFiles"]);
    await bot.discord.settled();
    const shown = await said(bot);
    expect(shown).toMatchObject({ files: [], cards: 1, violations: [] });
    expect(shown.text).toContain("Dawn");
    expect(shown.text).toContain(
      "Left out because I don’t have the “Attach Files” permission here: still.jpg",
    );
    expect(shown.text).toContain("report.html");
  });

  it("to embed costs nothing where messages are made of components", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["EmbedLinks"]);
    await bot.discord.settled();
    expect(await said(bot)).toMatchObject({ pictures: ["still.jpg"], cards: 1, violations: [] });
  });

  it("to embed costs the look of the cards elsewhere, and the pictures come beside their words", async () => {
    await using bot = await startBot();
    bot.discord.world.knowsLayouts = false;
    bot.discord.places.deny(bot.films, ["EmbedLinks"]);
    await bot.discord.settled();
    const shown = await said(bot);
    expect(shown).toMatchObject({ files: ["still.jpg", "report.html"], cards: 0 });
    expect(shown.text).toMatch(/0:00 – 0:42\nDawn\nLight_over a hill\./);
  });

  it("costs no word where Discord has not said which one", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["AttachFiles", "EmbedLinks"], true);
    const shown = await said(bot);
    expect(shown).toMatchObject({ files: [], cards: 1, violations: [] });
    expect(shown.text).toContain("Light_over a hill.");
  });

  it("keeps all words of many cards where no card may be shown", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["EmbedLinks"]);
    await bot.discord.settled();
    const bodies = Array.from({ length: 8 }, (_, at) => `Chapter ${at} ${"and so on ".repeat(60)}end ${at}.`);
    const cards = bodies.map((body, at) => ({ time: `${at}:00`, title: "", body }));
    const { text, violations } = await said(bot, { kind: "summary", text: "All.", cards });
    for (const [at] of bodies.entries()) expect(text).toContain(`end ${at}.`);
    expect(violations).toEqual([]);
  });
});

describe("one refusal that nothing explains", () => {
  it("costs nothing: the same is sent again", async () => {
    await using bot = await startBot();
    bot.discord.fail({ ...MESSAGES, status: 403, code: 50_013 });
    expect(await said(bot)).toMatchObject({ files: ["still.jpg", "report.html"], cards: 1 });
  });

  it("is forgotten after a minute where it comes twice", async () => {
    const clock = createClock();
    await using bot = await startBot({ server: { now: clock.now } });
    const thread = bot.adapter.thread(threadIdOf(bot.films));
    const notice = { kind: "notice", text: "Ready." } as const;
    bot.discord.fail({ ...MESSAGES, status: 403, code: 50_013, times: 2 });
    await expect(thread.post(notice)).rejects.toMatchObject({ code: "permission-missing" });
    clock.advance(60_000);
    await thread.post(notice);
    expect(bot.discord.read(bot.films).map(readableText)).toEqual(["Ready."]);
  });
});

describe("where the bot may not write any more", () => {
  async function working(options: { server?: object } = {}) {
    const bot = await startBot(options);
    const asked = bot.discord.people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
    await bot.discord.settled();
    const place = must(bot.discord.threadAt(must(asked.reply, "reply")), "thread");
    const thread = bot.adapter.thread(threadIdOf(place));
    const actions = [{ id: "stop", label: "Stop", value: "1" }];
    const ref = await thread.post({ kind: "progress", text: "Took the stills", actions });
    bot.discord.places.deny(bot.films, ["SendMessagesInThreads"]);
    await bot.discord.settled();
    return { bot, asked, place, thread, ref };
  }

  it("its last message is still edited, and the person who asked learns in private what is missing", async () => {
    const { bot, asked, place, thread, ref } = await working();
    await using _ = bot;
    await expect(thread.post(SUMMARY)).rejects.toMatchObject({ code: "permission-missing" });
    await thread.edit(ref, { kind: "progress", text: "Failed." });
    const [message] = bot.discord.read(place).slice(-1);
    expect(readableText(must(message, "message"))).toBe("Failed.");
    expect(message?.components).toEqual([]);
    expect(asked.whispers).toEqual([expect.stringContaining("Send Messages in Threads")]);
  });

  it("the person who asked gets one direct message about it when their command is too old", async () => {
    const clock = createClock();
    const { bot, asked, thread } = await working({ server: { now: clock.now } });
    await using _ = bot;
    clock.advance(20 * 60_000);
    for (let time = 0; time < 2; time += 1) {
      await expect(thread.post(SUMMARY)).rejects.toMatchObject({ code: "permission-missing" });
    }
    const all = [...bot.discord.world.channels.values()];
    const direct = must(
      all.find(({ recipient }) => recipient === bot.ada.id),
      "channel",
    );
    expect(bot.discord.read(direct).map(readableText)).toEqual([
      expect.stringContaining("Send Messages in Threads"),
    ]);
    expect(asked.whispers).toEqual([]);
  });

  it("it writes again as soon as Discord says that it may", async () => {
    const { bot, place, thread } = await working();
    await using _ = bot;
    await expect(thread.post(SUMMARY)).rejects.toMatchObject({ code: "permission-missing" });
    bot.discord.places.deny(bot.films, []);
    await bot.discord.settled();
    await thread.post(SUMMARY);
    expect(bot.discord.read(place).map(readableText).join("\n")).toContain("Light_over a hill.");
  });
});

describe("a message of several parts", () => {
  const cards = Array.from({ length: 22 }, (_, at) => ({
    time: `${at}:00`,
    title: `Chapter ${at}`,
    body: "Light.",
  }));
  const long: OutgoingMessage = { kind: "summary", text: "What happens.", cards, footer: ["Looked."] };

  it("is delivered without the one that Discord will not have, and says so", async () => {
    await using bot = await startBot();
    const posts = { path: /messages$/, method: "POST" };
    const thread = bot.adapter.thread(threadIdOf(bot.films));
    const refs: string[] = [];
    const onPosted = async (ref: string) => {
      refs.push(ref);
      if (refs.length === 1) bot.discord.fail({ ...posts, status: 400, code: 50_035, times: 3 });
    };
    const first = await thread.post(long, { key: "job-final", posted: [], onPosted });
    expect(refs[0]).toBe(first);
    const messages = bot.discord.read(bot.films);
    expect(readableText(must(messages[0], "message"))).toContain(
      "Part of this is missing because Discord rejected it.",
    );
    expect(messages.map(readableText).join("\n")).toContain("Looked.");
  });

  it("is delivered as far as it went where the right to write is lost on the way", async () => {
    await using bot = await startBot();
    const thread = bot.adapter.thread(threadIdOf(bot.films));
    const onPosted = async () => bot.discord.places.deny(bot.films, ["SendMessages"]);
    await thread.post(long, { key: "job-final", posted: [], onPosted });
    const [message] = bot.discord.read(bot.films);
    expect(readableText(must(message, "message"))).toContain(
      "The rest is missing. To post it here I need: Send Messages.",
    );
  });
});
