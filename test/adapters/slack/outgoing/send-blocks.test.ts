import { describe, expect, it } from "vitest";
import { briefMessage, HOSTILE } from "../../../contracts/chat-samples.ts";
import { readMrkdwn } from "../../../fakes/slack/mrkdwn-reader.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";
import { place } from "./place.ts";

/** The blocks of the bot's messages in the channel, by kind. */
const kindsIn = ({ slack }: SlackApp) =>
  slack.world.messages.filter(({ bot_id }) => bot_id).map(({ blocks }) => blocks.map(({ type }) => type));
const uploaded = ({ slack }: SlackApp) => [...slack.world.files.values()].map(({ name }) => name);
const posts = ({ slack }: SlackApp) => slack.calls.filter(({ method }) => method === "chat.postMessage");

const ROW = ["header", "section", "image", "carousel", "context", "actions"];
/** Where cards carry their stills. */
const PICTURED = ROW.filter((type) => type !== "image");
const COLUMN = ["header", "section", "image", "section", "context", "actions"];
const LINES = [0, 1, 2, 3].map((n) => `${n}:00 Chapter ${n} – What happens in minute ${n} of the film.`);

describe("the first screen of a summary", () => {
  it("is a strip of stills, a row of cards with their buttons, and its text makes sense alone", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    await thread.post(briefMessage());
    expect(kindsIn(app)).toEqual([ROW]);
    const [seen] = read();
    expect(seen?.pictures).toEqual([{ name: "overview.jpg", alt: "Stills in one picture." }]);
    expect(uploaded(app)).toEqual(["overview.jpg"]);
    expect(seen?.text).toContain("0:00  Chapter 0\nWhat happens in minute 0 of the film.\n1:00  Chapter 1");
    expect(seen?.actions).toEqual([...Array(4).fill("Clip"), "Details", "More keyframes", "Report"]);
    const [message] = posts(app);
    const { text } = readMrkdwn(String(message?.args.text), { isVerbatim: true });
    for (const words of ["quiet morning", "A meadow wakes up", ...LINES]) expect(text).toContain(words);
    expect(JSON.stringify(message?.args.blocks)).toContain("Clip 2:00");
    expect(app.slack.world.violations).toEqual([]);
  });

  it("has the stills on the cards instead where the operator wants them there", async () => {
    await using app = await slackApp({ cardPictures: true });
    const { thread, read } = place(app);
    await thread.post(briefMessage());
    expect(kindsIn(app)).toEqual([PICTURED]);
    expect(read()[0]?.pictures).toEqual(
      [0, 1, 2, 3].map((n) => ({ name: `still-${n}.jpg`, alt: `Still at ${n}:30.0 of chapter ${n}` })),
    );
    expect(uploaded(app)).not.toContain("overview.jpg");
  });

  it("hears which card's button was pressed", async () => {
    await using app = await slackApp();
    await app.start();
    const { thread, channel, ts } = place(app);
    await thread.post(briefMessage());
    app.slack.people.press(channel, ts, "Clip", undefined, 3);
    expect((await app.events()).at(-1)).toMatchObject({ type: "action", action: "clip", value: "segment-3" });
  });

  it("opens the form of a question about a card's part", async () => {
    await using app = await slackApp();
    await app.start();
    const { thread, channel, ts } = place(app);
    const { brief, ...message } = briefMessage();
    const ask = { id: "ask", label: "Ask", value: "segment-2@k" };
    const cards = brief?.cards.map((card) => ({ ...card, actions: [ask] })) ?? [];
    await thread.post({ ...message, ...(brief && { brief: { ...brief, cards } }) });
    app.slack.people.press(channel, ts, "Ask");
    await app.events();
    expect(app.slack.world.forms).toMatchObject([{ view: { title: { text: "Ask about this part" } } }]);
    app.slack.people.enter("", "What is it?");
    const [event] = (await app.events()).slice(-1);
    expect(event).toMatchObject({ action: "ask", value: "segment-2@k", answers: { text: "What is it?" } });
  });

  it.each(["invalid_blocks", "invalid_blocks_format", "invalid_arguments"])(
    "is a strip and a line for each where the workspace has no such row, asked once: %s",
    async (error) => {
      await using app = await slackApp();
      const { thread, read } = place(app);
      if (error === "invalid_blocks") app.slack.world.takesCarousels = false;
      else app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error });
      await thread.post(briefMessage());
      const before = posts(app).length;
      expect(before).toBe(2);
      await thread.post(briefMessage());
      expect(posts(app)).toHaveLength(before + 1);
      expect(kindsIn(app)).toEqual([COLUMN, COLUMN]);
      // The strip that was uploaded for the row stands in the column.
      expect(uploaded(app)).toEqual(["overview.jpg", "overview.jpg"]);
      expect(read()[0]?.pictures).toEqual([{ name: "overview.jpg", alt: "Stills in one picture." }]);
      expect(read()[0]?.text).toContain(LINES.join("\n"));
      expect(read()[0]?.actions).toEqual(["Details", "Clip a part", "More keyframes", "Report"]);
      expect(app.log.filter(({ level }) => level >= 50)).toEqual([]);
    },
  );

  it("is a strip where cards take no uploaded pictures, asked once", async () => {
    await using app = await slackApp({ cardPictures: true });
    const { thread } = place(app);
    app.slack.world.takesFilesInCards = false;
    for (const _ of [1, 2]) await thread.post(briefMessage());
    expect(kindsIn(app)).toEqual([COLUMN, COLUMN]);
    expect(uploaded(app).filter((name) => name.startsWith("still-"))).toHaveLength(4);
  });

  it("is a row again after a moment in which Slack took no pictures", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    app.slack.world.refusesPrivateFiles = true;
    await thread.post(briefMessage());
    app.slack.world.refusesPrivateFiles = false;
    await thread.post(briefMessage());
    expect(kindsIn(app).at(-1)).toEqual(ROW);
  });

  it("is a row again after Slack took the strip only at the last try, which says nothing of its cards", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    const messages = ["[ERROR] invalid slack file [json-pointer:/blocks/2/slack_file]"];
    const fields = { response_metadata: { messages } };
    app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error: "invalid_blocks", fields }, 3);
    for (const _ of [1, 2]) await thread.post(briefMessage());
    expect(kindsIn(app)).toEqual([COLUMN, ROW]);
  });

  it("has a menu beside its cards where that offers more than they do", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    await thread.post(briefMessage(12));
    expect(read()[0]?.actions).toEqual([
      ...Array(10).fill("Clip"),
      "Details",
      "Clip a part",
      "More keyframes",
      "Report",
    ]);
  });

  it("is words alone where no picture can be uploaded", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const refusal = { kind: "refuse", error: "storage_limit_reached" } as const;
    app.slack.trouble.expect("files.getUploadURLExternal", refusal, 99);
    await thread.post(briefMessage());
    expect(app.log.filter(({ msg }) => msg === "pictures not uploaded")).toHaveLength(1);
    expect(kindsIn(app)).toEqual([
      COLUMN.filter((type) => type !== "image")
        .toSpliced(-1, 0)
        .concat("context"),
    ]);
    expect(read()[0]?.text).toContain(LINES.join("\n"));
  });

  it("is a strip and a line for each where there are no cards", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    const { brief, ...message } = briefMessage();
    await thread.post({ ...message, ...(brief && { brief: { ...brief, cards: [] } }) });
    expect(kindsIn(app)).toEqual([COLUMN]);
  });

  it("keeps within Slack's rules with ten cards of hostile words and links, and links only what it may", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const { brief, footer: _, ...message } = briefMessage(10);
    if (!brief) throw new TypeError("expected a first screen");
    const long = `https://videos.example/${"a".repeat(140)}`;
    const times = [
      { text: "0:00", url: "https://videos.example/?t=0" },
      { text: "1:00", url: long },
    ];
    const cards = brief.cards.map((card) => ({ ...card, title: HOSTILE, sentence: HOSTILE }));
    await thread.post({ ...message, times, brief: { ...brief, cards, lines: [HOSTILE] } });
    expect(kindsIn(app)).toEqual([ROW.filter((type) => type !== "context")]);
    expect(read()[0]).toMatchObject({ mentions: [], links: [] });
    const short = brief.cards.map((card) => ({ ...card, title: "Dawn" }));
    await thread.post({ ...message, times, brief: { ...brief, cards: short } });
    expect(read()[1]?.links).toEqual(["https://videos.example/?t=0"]);
    expect(read()[1]?.text).toContain("1:00  Dawn");
  });
});
