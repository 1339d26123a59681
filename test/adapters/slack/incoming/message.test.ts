import { describe, expect, it } from "vitest";
import { encodeThreadId } from "../../../../src/chat/thread-id.ts";
import { ADA, BOT, BOT_TOKEN, LIN, TEAM } from "../../../fakes/slack/world.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("not really a film") };

describe("a mention", () => {
  it("gets eyes at once, before the core has done anything", async () => {
    await using app = await slackApp();
    const seenFirst: number[] = [];
    app.onEvent = async () => void seenFirst.push(app.slack.world.reactions.length);
    await app.start();
    const { ts } = app.slack.people.say({ text: "look", mention: true, attachment: VIDEO });
    await app.events();
    expect(app.slack.world.reactions).toEqual([{ channel: "C0GENERAL", ts, name: "eyes" }]);
    expect(seenFirst).toEqual([1]);
  });

  it("comes with its video although its own event tells of no file", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text: "look", mention: true, attachment: VIDEO });
    expect(await app.events()).toMatchObject([
      {
        type: "message",
        attachments: [{ platform: "slack", name: "holiday.mp4", size: VIDEO.data.byteLength }],
      },
    ]);
  });

  it("under another person's video is about that video", async () => {
    await using app = await slackApp();
    await app.start();
    const { ts } = app.slack.people.say({ text: "my holiday", attachment: VIDEO, user: LIN });
    app.slack.people.say({ text: "what happens here?", mention: true, under: ts });
    const [event] = await app.events();
    expect(event).toMatchObject({
      thread: encodeThreadId({ platform: "slack", tenant: TEAM, channel: "C0GENERAL", thread: ts }),
      author: ADA.id,
      attachments: [{ name: "holiday.mp4" }],
    });
  });

  it("under somebody's link is about that link", async () => {
    await using app = await slackApp();
    await app.start();
    const { ts } = app.slack.people.say({ text: "see https://video.example/1", user: LIN });
    app.slack.people.say({ text: "what happens here?", mention: true, under: ts });
    expect(await app.events()).toMatchObject([
      { links: ["https://video.example/1"], text: "what happens here?" },
    ]);
  });

  it("in a thread that began without one is about the video that was shown there last", async () => {
    await using app = await slackApp();
    await app.start();
    const { ts } = app.slack.people.say({ text: "who was there?", user: LIN });
    app.slack.people.say({ text: "me, here is the first part", under: ts, attachment: VIDEO, user: LIN });
    const second = { ...VIDEO, name: "second.mp4" };
    app.slack.people.say({ text: "and the second", under: ts, attachment: second, user: LIN });
    app.slack.people.say({ text: "see https://wiki.example/", under: ts, user: LIN });
    app.slack.people.say({ text: "what happens here?", mention: true, under: ts });
    const heard = await app.events();
    expect(heard.at(-1)).toMatchObject({
      attachments: [{ name: "second.mp4" }],
      links: [],
      isBorrowed: true,
    });
  });

  it("in a thread with nothing but a link in a reply is about nothing", async () => {
    await using app = await slackApp();
    await app.start();
    const { ts } = app.slack.people.say({ text: "who was there?", user: LIN });
    app.slack.people.say({ text: "see https://wiki.example/", under: ts, user: LIN });
    app.slack.people.say({ text: "help us", mention: true, under: ts });
    expect((await app.events()).at(-1)).toMatchObject({ attachments: [], links: [] });
  });

  it("with a video of its own is not about the thread's", async () => {
    await using app = await slackApp();
    await app.start();
    const { ts } = app.slack.people.say({ text: "my holiday", attachment: VIDEO });
    const attachment = { ...VIDEO, name: "other.mp4" };
    app.slack.people.say({ text: "and here?", mention: true, under: ts, attachment });
    expect(await app.events()).toMatchObject([{ attachments: [{ name: "other.mp4" }] }]);
  });

  it("is about the video of a message that it shares", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "my holiday", attachment: VIDEO, user: LIN });
    app.slack.people.say({ text: "what happens here?", mention: true, forwards: id });
    expect(await app.events()).toMatchObject([
      { text: "what happens here?", attachments: [{ name: "holiday.mp4" }], links: [] },
    ]);
  });

  it("under a shared video is about that video", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "my holiday", attachment: VIDEO, user: LIN });
    const { ts } = app.slack.people.say({ text: "see", channel: "C0OTHER", forwards: id });
    app.slack.people.say({ text: "what?", channel: "C0OTHER", mention: true, under: ts });
    expect(await app.events()).toMatchObject([{ attachments: [{ name: "holiday.mp4" }], isBorrowed: true }]);
  });

  it("under the bot's own report takes none of the report's files for a video", async () => {
    await using app = await slackApp();
    await app.start();
    const { ts, channel } = app.slack.people.say({ text: "the report", as: "us", attachment: VIDEO });
    app.slack.people.say({ text: "what is this?", mention: true, under: ts, channel });
    expect(await app.events()).toMatchObject([{ attachments: [], links: [] }]);
  });

  it("is heard without its thread where the bot may not read the channel", async () => {
    await using app = await slackApp();
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("channels:history");
    await app.start();
    app.slack.people.say({ text: "look", mention: true, attachment: VIDEO });
    expect(await app.events()).toMatchObject([{ text: "look", attachments: [] }]);
    expect(app.log.filter(({ msg }) => msg.includes("could not read the thread"))).toHaveLength(1);
  });

  it("with a picture instead of a video hands the picture over, for the core to say what is wrong", async () => {
    await using app = await slackApp();
    await app.start();
    const attachment = { name: "cat.png", data: Buffer.from("x") };
    app.slack.people.say({ text: "look", mention: true, attachment });
    expect(await app.events()).toMatchObject([{ attachments: [{ name: "cat.png" }] }]);
  });

  it.each([
    ["@Cuepoint: stop", ": stop", "stop"],
    ["@Cuepoint, frame 1:23", ", frame 1:23", "frame 1:23"],
    ["entities", "a < b & c > d", "a < b & c > d"],
    ["nothing more", "", ""],
  ])("reads %s as plain text", async (_what, text, plain) => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text, mention: true });
    expect(await app.events()).toMatchObject([{ text: plain, mentioned: true }]);
  });
});

describe("a shared message", () => {
  it("with a video is the video, sent alone to the bot", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "my holiday", attachment: VIDEO, user: LIN });
    app.slack.people.say({ text: "", direct: true, forwards: id });
    expect(await app.events()).toMatchObject([{ attachments: [{ name: "holiday.mp4" }] }]);
  });

  it("with a link is the link, also where a preview that nobody knows stands beside it", async () => {
    await using app = await slackApp();
    await app.start();
    const attachments = [
      { is_share: true, author_id: LIN.id, text: "see <https://video.example/1>", files: null },
      { title: "a preview", text: "<https://ads.example/>", from_url: "https://video.example/1" },
      "no attachment at all",
    ];
    await app.slack.socket.deliver(written(app, { text: "look", attachments }));
    expect(await app.events()).toMatchObject([{ text: "look", links: ["https://video.example/1"] }]);
  });

  it("that Slack shows under a link to it is meant, and not the link's page", async () => {
    await using app = await slackApp();
    await app.start();
    const from_url = "https://team.slack.com/archives/C0GENERAL/p1700000000000100";
    const files = [{ id: "F1", name: "holiday.mp4", mimetype: "video/mp4", size: 17, duration_ms: 8500 }];
    const attachments = [{ is_msg_unfurl: true, author_id: LIN.id, from_url, files }];
    await app.slack.socket.deliver(written(app, { text: `see <${from_url}>`, attachments }));
    expect(await app.events()).toMatchObject([
      { attachments: [{ name: "holiday.mp4", seconds: 8.5 }], links: [] },
    ]);
  });

  it("of the bot's own is no video, whatever files it has", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "the report", as: "us", attachment: VIDEO });
    app.slack.people.say({ text: "nice", direct: true, forwards: id });
    expect(await app.events()).toMatchObject([{ text: "nice", attachments: [], links: [] }]);
  });
});

/** A message to the bot alone, as Slack tells of it. */
function written({ slack }: SlackApp, fields: Readonly<Record<string, unknown>>) {
  const ts = slack.world.nextTs();
  const base = { type: "message", channel: "D0ADA", channel_type: "im", user: ADA.id, user_team: TEAM, ts };
  const payload = { type: "event_callback", team_id: TEAM, event_id: "Ev1", event: { ...base, ...fields } };
  return { type: "events_api", payload } as const;
}

describe("the asker", () => {
  it("is known with language and rights, and asked of Slack once", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text: "one", mention: true, user: LIN });
    await app.events();
    app.slack.people.say({ text: "two", mention: true, user: LIN });
    expect(await app.events()).toMatchObject([
      { author: LIN.id, locale: "zh-CN", isAdmin: true },
      { author: LIN.id, locale: "zh-CN", isAdmin: true },
    ]);
    expect(app.slack.calls.filter(({ method }) => method === "users.info")).toHaveLength(1);
  });

  it("has the language of the question where Slack may not tell", async () => {
    await using app = await slackApp();
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("users:read");
    await app.start();
    app.slack.people.say({ text: "这里发生了什么？", mention: true });
    const [event] = await app.events();
    expect(event).toMatchObject({ locale: "zh-CN" });
    expect(event).not.toHaveProperty("isAdmin");
  });
});

describe("what is not for the bot", () => {
  it("is passed by: talk in the channel, edits, and messages of unknown kinds", async () => {
    await using app = await slackApp();
    await app.start();
    const { people, world } = app.slack;
    people.say({ text: "lunch?" });
    const { ts } = people.say({ text: "a video for you all", attachment: VIDEO });
    await app.events();
    expect(app.heard).toEqual([]);
    expect(world.reactions).toEqual([]);
    expect(app.slack.calls.filter(({ args }) => args.ts === ts)).toEqual([]);
  });

  it("includes the bot's own answers, although Slack tells of them", async () => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts } = app.slack.people.say({ text: "hi", mention: true });
    const [event] = await app.events();
    if (event?.type !== "message") throw new TypeError("expected a message");
    await app.adapter.thread(event.thread).post({ kind: "answer", text: `<@${BOT.user}> hello` });
    expect(await app.events()).toHaveLength(1);
    expect(app.slack.read(channel, ts)).toHaveLength(1);
  });
});
