import { describe, expect, it } from "vitest";
import { readableText } from "../../../fakes/discord/reading.ts";
import { must } from "../../../fakes/discord/world.ts";
import { startBot, threadIdOf } from "../harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };

describe("/summarize", () => {
  it("opens a thread at its reply, named after the video, before the core hears of it", async () => {
    await using bot = await startBot();
    const { people, settled, read, threadAt } = bot.discord;
    const asked = people.runs(bot.ada, bot.films, "summarize", {
      video: VIDEO,
      options: { from: "1:20", keyframes: 5, language: "de" },
    });
    await settled();
    const [reply] = read(bot.films);
    const thread = must(threadAt(must(asked.reply, "reply")), "thread");
    expect(thread.name).toBe("holiday.mp4");
    expect(read(thread)).toEqual([]);
    expect(reply && readableText(reply)).toBe("Watching holiday.mp4. I’ll post the summary in this thread.");
    expect(bot.events).toMatchObject([
      {
        type: "command",
        id: reply?.id,
        command: "summarize",
        thread: threadIdOf(thread),
        author: bot.ada.id,
        isAdmin: false,
        locale: "en-GB",
        attachments: [{ platform: "discord", name: "holiday.mp4", size: 4 }],
        links: [],
        options: { from: "1:20", keyframes: 5, language: "de" },
      },
    ]);
    expect(bot.discord.violations).toEqual([]);
  });

  it("answers “thinking” before it does anything else", async () => {
    await using bot = await startBot();
    const before = bot.discord.requests.length;
    bot.discord.people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
    await bot.discord.settled();
    const [first] = bot.discord.requests.slice(before);
    expect(first).toMatchObject({ path: expect.stringMatching(/^\/interactions\//), body: { type: 5 } });
  });

  it("names the thread of a link after its file, without the query, which may be a key", async () => {
    await using bot = await startBot();
    const link = "https://video.example/films/My%20Talk.mp4?token=secret";
    const asked = bot.discord.people.runs(bot.ada, bot.films, "summarize", { options: { link } });
    await bot.discord.settled();
    expect(bot.discord.threadAt(must(asked.reply, "reply"))?.name).toBe("My Talk.mp4");
    expect(bot.events).toMatchObject([{ links: [link], options: {} }]);
  });

  it("takes a link without the punctuation that was pasted along with it", async () => {
    await using bot = await startBot();
    const link = "https://video.example/talk.mp4";
    bot.discord.people.runs(bot.ada, bot.films, "summarize", { options: { link: `${link}\u200b，谢谢` } });
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ links: [link] }]);
  });

  it.each([
    ["a thread that no cache knows", "thread"],
    ["a forum's post", "post"],
    ["a voice channel's chat", "voice"],
    ["direct messages", "direct"],
  ] as const)("answers in place in %s", async (_, where) => {
    await using bot = await startBot();
    const { people, places, settled, world } = bot.discord;
    const made = { post: bot.post, voice: bot.voice };
    const place =
      where === "thread"
        ? places.thread(bot.films, "talk")
        : where === "direct"
          ? places.direct(bot.ada)
          : made[where];
    const channels = world.channels.size;
    people.runs(bot.ada, place, "summarize", { video: VIDEO });
    await settled();
    expect(world.channels.size).toBe(channels);
    expect(bot.events).toMatchObject([{ type: "command", thread: threadIdOf(place) }]);
  });

  it("takes the video that a thread is about where none is named", async () => {
    await using bot = await startBot();
    const { people, places, settled, world } = bot.discord;
    const starter = people.says(bot.ada, bot.films, { text: "watch this", files: [VIDEO] });
    const thread = { ...places.thread(bot.films, "watch this"), id: starter.id };
    world.channels.set(thread.id, thread);
    people.runs(bot.ada, thread, "summarize");
    await settled();
    expect(bot.events).toMatchObject([
      { attachments: [{ name: "holiday.mp4" }], thread: threadIdOf(thread) },
    ]);
  });

  it.each(["films", "voice", "post"] as const)(
    "says how to give a video where there is none (%s)",
    async (where) => {
      await using bot = await startBot();
      const { people, settled, read, world } = bot.discord;
      const channels = world.channels.size;
      const asked = people.runs(bot.ada, bot[where], "summarize");
      await settled();
      // A post may begin with a video, which takes a look; elsewhere only that person has to read it.
      const said = where === "post" ? read(bot.post).map(readableText) : asked.whispers;
      expect(said).toEqual([expect.stringContaining("I don’t see a video here.")]);
      expect(read(bot[where])).toHaveLength(where === "post" ? 1 : 0);
      expect(bot.events).toEqual([]);
      expect(world.channels.size).toBe(channels);
    },
  );

  it("speaks the person's language", async () => {
    await using bot = await startBot();
    const { people, places, settled, read } = bot.discord;
    const wei = places.person("Wei", { locale: "zh-CN" });
    people.runs(wei, bot.films, "summarize", { video: VIDEO });
    await settled();
    expect(read(bot.films).map(readableText)).toEqual(["正在看 holiday.mp4。摘要会发在子区里。"]);
  });
});

describe("“Summarize video” in a message's menu", () => {
  it("takes the video of that message from any author, even without the intent for it", async () => {
    await using bot = await startBot({ bot: { messageContent: false } });
    const { people, settled, read } = bot.discord;
    const message = people.says(bot.ada, bot.films, { text: "look", files: [VIDEO] });
    people.picks(bot.ada, message, "Summarize video");
    await settled();
    expect(bot.events).toMatchObject([
      { type: "command", command: "summarize", options: {}, attachments: [{ name: "holiday.mp4" }] },
    ]);
    expect(read(bot.films)).toHaveLength(2);
  });

  it("says so only to the person who picks it on a message without a video", async () => {
    await using bot = await startBot();
    const { people, settled, read } = bot.discord;
    const asked = people.picks(
      bot.ada,
      people.says(bot.ada, bot.films, { text: "hello" }),
      "Summarize video",
    );
    await settled();
    expect(asked.whispers).toEqual([expect.stringContaining("I don’t see a video here.")]);
    expect(read(bot.films)).toHaveLength(1);
    expect(bot.events).toEqual([]);
  });

  it("finds the video in a forwarded message", async () => {
    await using bot = await startBot();
    const { people, settled } = bot.discord;
    const original = people.says(bot.ada, bot.voice, { files: [VIDEO] });
    const forward = people.says(bot.ada, bot.films, { forwards: original });
    people.picks(bot.ada, forward, "Summarize video");
    await settled();
    expect(bot.events).toMatchObject([{ attachments: [{ name: "holiday.mp4" }] }]);
  });
});

describe("commands without a video", () => {
  it("makes what the command says its reply", async () => {
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        await adapter.thread(event.thread, event.id).post({ kind: "notice", text: "Nothing is running." });
      },
    });
    const { people, settled, read, violations } = bot.discord;
    const asked = people.runs(bot.ada, bot.films, "status");
    await settled();
    const messages = read(bot.films);
    expect(messages.map(({ id }) => id)).toEqual([asked.reply]);
    expect(messages.map(readableText)).toEqual(["Nothing is running."]);
    expect(violations).toEqual([]);
  });

  it("gives each of two people their own reply, in whatever order the answers come", async () => {
    const first = Promise.withResolvers<void>();
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        if (event.author === bot.ada.id) await first.promise;
        await adapter.thread(event.thread, event.id).post({ kind: "notice", text: `For ${event.author}.` });
        first.resolve();
      },
    });
    const { people, places, settled, world } = bot.discord;
    const ben = places.person("Ben");
    const [adas, bens] = [ada(), people.runs(ben, bot.films, "status")];
    await settled();
    const textOf = (id: string | null) => readableText(must(world.messages.get(id ?? ""), "message"));
    expect(textOf(adas.reply)).toBe(`For ${bot.ada.id}.`);
    expect(textOf(bens.reply)).toBe(`For ${ben.id}.`);

    function ada() {
      return people.runs(bot.ada, bot.films, "status");
    }
  });

  it("repeats a question, which others do not see in the command", async () => {
    await using bot = await startBot();
    const { people, settled, read } = bot.discord;
    const question = "who throws the *apple*?\n@everyone";
    people.runs(bot.ada, bot.films, "ask", { options: { question } });
    await settled();
    const [reply] = read(bot.films);
    expect(reply?.content.split("\n")).toEqual([
      "> who throws the \\*apple\\*?",
      expect.stringMatching(/^> @\u200beveryone$/),
    ]);
    expect(bot.events).toMatchObject([{ command: "ask", options: { question } }]);
  });

  it("does not leave “thinking” behind where the core says nothing", async () => {
    await using bot = await startBot();
    bot.discord.people.runs(bot.ada, bot.films, "cancel");
    await bot.discord.settled();
    expect(bot.discord.read(bot.films)).toEqual([]);
  });

  it("tells who asks for a command that is no more", async () => {
    await using bot = await startBot();
    const { people, settled, world } = bot.discord;
    world.commands.set("global", [{ id: "1", name: "translate" }]);
    const asked = people.runs(bot.ada, bot.films, "translate");
    await settled();
    expect(asked.whispers).toEqual([
      "This command no longer exists. Reload Discord to see the current ones.",
    ]);
    expect(bot.events).toEqual([]);
  });

  it("says who may stop other people's work", async () => {
    await using bot = await startBot();
    const moderator = bot.discord.places.person("Mo", { permissions: 0x2000n });
    bot.discord.people.runs(moderator, bot.films, "cancel");
    await bot.discord.settled();
    expect(bot.events).toMatchObject([{ command: "cancel", isAdmin: true }]);
  });
});
