import { describe, expect, it } from "vitest";
import type { CommandDefinition } from "../../../../src/chat/command.ts";
import { inEveryLanguage } from "../../../../src/chat/locales/locales.ts";
import { parseThreadId } from "../../../../src/chat/thread-id.ts";
import { ADA, GUEST, LIN } from "../../../fakes/slack/world.ts";
import { slackApp } from "../slack-app.ts";

const phrase = inEveryLanguage(() => "x");
const summarize: CommandDefinition = {
  name: "summarize",
  description: phrase,
  needsVideo: true,
  isJob: true,
  options: [
    { name: "from", type: "string", description: phrase },
    { name: "keyframes", type: "integer", description: phrase, min: 3, max: 10 },
    {
      name: "detail",
      type: "string",
      description: phrase,
      choices: ["brief", "full"].map((value) => ({ value, label: phrase })),
    },
  ],
  run: async () => undefined,
};

describe("a slash command", () => {
  it("takes a link without the punctuation that was pasted along with it", async () => {
    await using app = await slackApp();
    await app.start([summarize]);
    app.slack.people.command("/summarize", "看https://video.example/1，谢谢");
    expect(await app.events()).toMatchObject([{ links: ["https://video.example/1"] }]);
  });

  it("opens a thread that says what was asked, and starts the work there", async () => {
    await using app = await slackApp();
    await app.start([summarize]);
    app.slack.people.command("/summarize", "https://video.example/1 --from 1:20 --keyframes 5");
    const [event] = await app.events();
    expect(event).toMatchObject({
      type: "command",
      command: "summarize",
      author: ADA.id,
      locale: "en-GB",
      links: ["https://video.example/1"],
      attachments: [],
      options: { from: "1:20", keyframes: 5 },
    });
    if (event?.type !== "command") throw new TypeError("expected a command");
    const { channel, thread } = parseThreadId(event.thread);
    const [root] = app.slack.read(channel, thread);
    expect(root).toMatchObject({ id: thread, links: [], mentions: [] });
    expect(root?.text).toBe("Ada asked for /summarize https://video.example/1 --from 1:20 --keyframes 5");
    expect(event.id).toBe(`${channel}:${thread}`);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("takes the dash that a phone makes of two hyphens", async () => {
    await using app = await slackApp();
    await app.start([summarize]);
    app.slack.people.command("/summarize", "https://video.example/1 —keyframes 7 —detail Full");
    expect(await app.events()).toMatchObject([{ options: { keyframes: 7, detail: "full" } }]);
  });

  it.each([
    ["", "Add a link to a video after /summarize"],
    ["a holiday", "Add a link to a video after /summarize"],
    [
      "https://video.example/1 --colour red",
      "There is no option --colour. Options: --from, --keyframes, --detail.",
    ],
    [
      "https://video.example/1 --detail much",
      "“much” is not a value of the option “--detail”. Choose one of: brief, full.",
    ],
    ["https://video.example/1 --keyframes many", "must be a whole number from 3 to 10"],
    ["https://video.example/1 --from", "needs a value after it"],
    ["help", "How to ask"],
  ])("with “%s” is answered to the asker alone", async (text, answer) => {
    await using app = await slackApp();
    await app.start([summarize]);
    app.slack.people.command("/summarize", text);
    expect(await app.events()).toEqual([]);
    expect(app.slack.answers).toHaveLength(1);
    expect(app.slack.answers[0]?.text).toContain(answer);
    expect(app.slack.world.messages).toEqual([]);
  });

  it("where the bot is no member asks for an invitation", async () => {
    await using app = await slackApp();
    const channel = app.slack.world.channels.get("C0OTHER");
    if (channel) channel.isMember = false;
    await app.start([summarize]);
    app.slack.people.command("/summarize", "https://video.example/1", { channel: "C0OTHER", user: LIN });
    expect(await app.events()).toEqual([]);
    expect(app.slack.answers.map(({ text }) => text)).toEqual([
      "我不在这个频道里：请先邀请我，然后再问一次。",
    ]);
  });

  it("where the bot may not work says so, and nothing is posted", async () => {
    await using app = await slackApp({ channels: { allow: ["C0OTHER"], deny: [] } });
    await app.start([summarize]);
    app.slack.people.command("/summarize", "https://video.example/1");
    expect(await app.events()).toEqual([]);
    expect(app.slack.answers[0]?.text).toContain("not enabled in this channel");
    expect(app.slack.world.messages).toEqual([]);
  });
});

describe("a slash command of words", () => {
  const find: CommandDefinition = {
    ...{ name: "find", description: phrase, needsVideo: false, isJob: false, readsWords: true },
    options: [{ name: "words", type: "string", description: phrase, required: true, positional: true }],
    run: async () => undefined,
  };

  it("takes all of its words for one value", async () => {
    await using app = await slackApp();
    await app.start([summarize, find]);
    app.slack.people.command("/find", "whiteboard budget 预算");
    expect(await app.events()).toMatchObject([
      { command: "find", options: { words: "whiteboard budget 预算" } },
    ]);
  });
});

describe("a menu", () => {
  it("gives the chosen value", async () => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts } = app.slack.people.say({ text: "look", mention: true });
    const [event] = await app.events();
    if (event?.type !== "message") throw new TypeError("expected a message");
    const choices = [
      { label: "0:00 – 0:42", value: "first" },
      { label: "0:42 – 1:40", value: "second" },
    ];
    const action = { id: "helpful", label: "Which part?", value: "job-1", choices };
    const twin = { id: "helpful", label: "All of it", value: "all" };
    await app.adapter.thread(event.thread).post({ kind: "notice", text: "Done.", actions: [action, twin] });
    app.slack.people.press(channel, ts, "0:42 – 1:40", LIN);
    app.slack.people.press(channel, ts, "All of it");
    expect((await app.events()).slice(1)).toMatchObject([
      {
        type: "action",
        action: "helpful",
        value: "second",
        author: LIN.id,
        isAdmin: true,
        thread: event.thread,
      },
      { type: "action", action: "helpful", value: "all", author: ADA.id },
    ]);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("that another organisation's person uses does nothing but say why", async () => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts } = app.slack.people.say({ text: "look", mention: true });
    const [event] = await app.events();
    if (event?.type !== "message") throw new TypeError("expected a message");
    const actions = [{ id: "stop", label: "Stop", value: "job-1" }];
    await app.adapter.thread(event.thread).post({ kind: "notice", text: "Working.", actions });
    app.slack.people.press(channel, ts, "Stop", GUEST);
    expect(await app.events()).toHaveLength(1);
    expect(app.slack.world.whispers).toMatchObject([{ user: GUEST.id }]);
  });
});

describe("the home page", () => {
  it.each([
    [{ summaryHours: 168, videoMinutes: 60 }, "for up to 7 days, and the video itself for up to one hour."],
    [{ summaryHours: 1, videoMinutes: 90 }, "for up to one hour, and the video itself for up to 90 minutes."],
  ])("says what the bot does, what it keeps and for how long: %j", async (keeps, howLong) => {
    await using app = await slackApp({ keeps });
    await app.start();
    app.slack.people.openHome();
    await app.events();
    const text = JSON.stringify(app.slack.world.homes.get(ADA.id));
    for (const said of ["How to ask", "What I keep", howLong, "`forget`"]) expect(text).toContain(said);
  });

  it("is shown in the reader's language", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.openHome(LIN);
    await app.events();
    expect(JSON.stringify(app.slack.world.homes.get(LIN.id))).toContain("我保存什么");
  });
});
