import { describe, expect, it } from "vitest";
import { readMessage } from "../../../../adapters/discord/files/remote-message.ts";
import { sourcesOf } from "../../../../adapters/discord/incoming/find-video.ts";
import { inEmbeds } from "../../../../adapters/discord/render/in-embeds.ts";
import { drawMessage } from "../../../../adapters/discord/render/message.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { cardsIn, labelsOf, sourceOf } from "../../../fakes/discord/reading.ts";
import { withInner } from "../../../fakes/discord/rest/layout-form.ts";
import type { Component } from "../../../fakes/discord/world.ts";
import { startBot, threadIdOf } from "../harness.ts";

const VIDEO = { name: "SPOILER_film.mp4", data: Buffer.from("film") };
const LINK = "https://videos.example/film.mp4";
const OTHER = "https://videos.example/other.mp4";

describe("a video that came as a spoiler", () => {
  it("is known as one by its file's name, with a command or a mention", async () => {
    await using bot = await startBot();
    bot.discord.people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
    bot.discord.people.says(bot.ada, bot.films, { text: "look", mention: true, files: [VIDEO] });
    await bot.discord.settled();
    const spoiler = { attachments: [{ name: VIDEO.name, isSpoiler: true }] };
    expect(bot.events).toMatchObject([spoiler, spoiler]);
  });

  it("is known as one by Discord's flag, whatever its name", () => {
    const attachment = {
      id: "1",
      filename: "film.mp4",
      size: 4,
      url: "https://cdn.discordapp.com/1",
      flags: 8,
    };
    const attachments = [attachment, { ...attachment, filename: "open.mp4", flags: 0 }];
    const message = readMessage({ id: "2", channel_id: "3", attachments });
    expect(sourcesOf(message).attachments.map(({ isSpoiler }) => isSpoiler)).toEqual([true, undefined]);
  });

  it("is known as one by the marks around its link", async () => {
    await using bot = await startBot();
    bot.discord.people.says(bot.ada, bot.films, { text: `||${LINK}|| and ${OTHER}`, mention: true });
    bot.discord.people.runs(bot.ada, bot.films, "summarize", { options: { link: `||${LINK}||` } });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([
      { links: [LINK, OTHER], spoilers: [LINK] },
      { links: [LINK], spoilers: [LINK] },
    ]);
  });
});

describe("what is said of it", () => {
  const summary: OutgoingMessage = {
    kind: "summary",
    isSpoiler: true,
    title: "The butler did it",
    text: `The butler ${"walks and walks. ".repeat(200)}\n\nThe butler is caught.`,
    cards: [1, 2].map((at) => ({
      time: `0:0${at} – 0:09`,
      title: "The butler enters",
      body: "The butler | holds a knife.",
      note: "The butler again.",
      caption: `Still at 0:0${at}`,
      image: { name: `still-${at}.jpg`, mediaType: "image/jpeg", data: Buffer.alloc(9), alt: "The butler" },
    })),
    footer: ["Looked at 36 frames."],
    files: [{ name: "report.html", mediaType: "text/html", data: Buffer.alloc(9) }],
    actions: [{ id: "more", label: "More", value: "" }],
  };

  it.each([
    [true, 1],
    [false, 4],
  ])(
    "is covered, words and pictures and files, and its times are not (components: %j)",
    async (knows, count) => {
      await using bot = await startBot();
      bot.discord.world.knowsLayouts = knows;
      await bot.adapter.thread(threadIdOf(bot.post)).post({ ...summary, text: "The butler is caught." });
      const messages = bot.discord.read(bot.post);
      expect(messages).toHaveLength(count);
      const text = messages.map(sourceOf).join("\n");
      const open = text.replaceAll(/\|\|(?:\\.|[^|])*\|\|/g, "");
      expect(text.match(/butler/g)).toHaveLength(8);
      expect(open).not.toContain("butler");
      expect(open).toContain("0:01 – 0:09");
      expect(open).toContain("Still at 0:01");
      expect(open).toContain("Looked at 36 frames.");
      expect(messages.flatMap(({ embeds }) => embeds)).toEqual([]);
      const names = messages.flatMap(({ files }) => files.map(({ name }) => name));
      expect(names).toEqual(["SPOILER_still-1.jpg", "SPOILER_still-2.jpg", "SPOILER_report.html"]);
      expect(messages.flatMap(({ components }) => withInner(components)).filter(isOpen)).toEqual([]);
      expect(messages.flatMap(labelsOf)).toEqual(["More"]);
    },
  );

  it.each([
    ["components are not known", { code: 50_006 }, 1],
    ["a filter refuses the message twice", { code: 200_000 }, 2],
  ])("stays covered where %s", async (_, fault, times) => {
    await using bot = await startBot();
    bot.discord.fail({ method: "POST", path: /messages$/, status: 400, ...fault, times });
    const long = { ...summary, text: `The butler ${"walks and walks. ".repeat(180)}` };
    await bot.adapter.thread(threadIdOf(bot.post)).post(long);
    const texts = bot.discord.read(bot.post).map(sourceOf);
    expect(texts.join("\n").match(/butler/g)?.length).toBeGreaterThan(7);
    for (const text of texts) {
      expect(text.replaceAll(/\|\|(?:\\.|[^|])*\|\|/g, "")).not.toMatch(/butler|walks/);
    }
  });

  it("keeps each picture with its own words", async () => {
    await using bot = await startBot();
    await bot.adapter.thread(threadIdOf(bot.post)).post(summary);
    const cards = bot.discord.read(bot.post).flatMap(cardsIn);
    expect(cards.map(({ lines, picture }) => [lines.at(-1), picture?.name])).toEqual([
      ["Still at 0:01", "SPOILER_still-1.jpg"],
      ["Still at 0:02", "SPOILER_still-2.jpg"],
    ]);
    expect(bot.discord.violations).toEqual([]);
  });

  it("is one message as an answer, its pictures in the order of its words, also as text", () => {
    const cards = summary.cards?.map((card) => ({ ...card, note: "" }));
    const answer: OutgoingMessage = { ...summary, kind: "answer", title: "", text: "The butler.", files: [] };
    const parts = drawMessage({ ...answer, ...(cards && { cards }) });
    expect(parts).toHaveLength(1);
    const [older, ...more] = inEmbeds(parts[0]);
    expect(more).toEqual([]);
    expect(older.content.match(/Still at \S+|Looked/g)).toEqual(["Still at 0:01", "Still at 0:02", "Looked"]);
    expect(older.files.map(({ name }) => name)).toEqual(["SPOILER_still-1.jpg", "SPOILER_still-2.jpg"]);
    // One that a message does not hold takes more.
    const [long] = drawMessage({ ...answer, text: "The butler walks. ".repeat(150) });
    expect(inEmbeds(long).length).toBeGreaterThan(1);
    expect(inEmbeds(long).flatMap(({ files }) => files)).toHaveLength(2);
  });
});

/** A picture or a file that shows what it is without a click. */
function isOpen({ items = [], file, spoiler }: Component): boolean {
  return items.some((item) => item.spoiler !== true) || (file !== undefined && spoiler !== true);
}
