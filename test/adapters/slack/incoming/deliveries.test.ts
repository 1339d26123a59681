import { describe, expect, it } from "vitest";
import { ADA, BOT_TOKEN, LIN } from "../../../fakes/slack/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { slackApp } from "../slack-app.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("not really a film") };

describe("a file that arrives alone", () => {
  it("is heard with the words that were written with it", async () => {
    await using app = await slackApp();
    await app.start();
    const scopes = app.slack.world.tokens.get(BOT_TOKEN);
    // The message's own event is lost on its way.
    scopes?.delete("im:history");
    app.slack.people.say({ text: "what is this?", direct: true, attachment: VIDEO });
    scopes?.add("im:history");
    expect(await app.events()).toMatchObject([
      { type: "message", isDirect: true, author: ADA.id, attachments: [{ name: "holiday.mp4" }] },
    ]);
    expect(app.heard).toMatchObject([{ text: "what is this?" }]);
  });

  it("is enough in a direct message, also where the bot may not read what was written", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("im:history");
    app.slack.people.say({ text: "what is this?", direct: true, attachment: VIDEO });
    expect(await app.events()).toMatchObject([{ text: "", attachments: [{ name: "holiday.mp4" }] }]);
  });

  it("is no request in a channel where nobody named the bot", async () => {
    await using app = await slackApp();
    await app.start();
    const scopes = app.slack.world.tokens.get(BOT_TOKEN);
    scopes?.delete("channels:history");
    app.slack.people.say({ text: "my holiday", attachment: VIDEO });
    scopes?.add("channels:history");
    expect(await app.events()).toEqual([]);
  });

  it("costs no question to Slack when its message has been heard", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text: "what is this?", direct: true, attachment: VIDEO });
    expect(await app.events()).toHaveLength(1);
    expect(app.slack.calls.filter(({ method }) => method === "files.info")).toEqual([]);
  });
});

describe("a delivery", () => {
  it("that the core could not take is not acknowledged, and is heard when it comes again", async () => {
    await using app = await slackApp({ acknowledgeAfter: 60_000 });
    await app.start();
    app.onEvent = async () => {
      throw new Error("the store is away");
    };
    const { id } = app.slack.people.say({ text: "look", direct: true });
    // Nobody acknowledges, so nothing settles; the log says when it has failed.
    await eventually(() =>
      expect(app.log.filter(({ msg }) => msg.includes("could not be handled"))).toHaveLength(1),
    );
    app.onEvent = async () => undefined;
    app.slack.people.redeliver(id);
    await eventually(() => expect(app.heard).toMatchObject([{ text: "look" }]));
  });

  it("says whether its thread begins with it, and a reply is no beginning", async () => {
    await using app = await slackApp();
    await app.start();
    const { ts } = app.slack.people.say({ text: "who comes in?", direct: true });
    app.slack.people.say({ text: "and then?", channel: "D0ADA", under: ts });
    const [first, reply] = await app.events();
    expect(first).toMatchObject({ isDirect: true, beginsThread: true });
    expect(reply).toMatchObject({ isDirect: true });
    expect(reply).not.toHaveProperty("beginsThread");
  });

  it("is acknowledged in time while the core still works on it", async () => {
    await using app = await slackApp({ acknowledgeAfter: 20 });
    const work = Promise.withResolvers<void>();
    app.onEvent = () => work.promise;
    await app.start();
    app.slack.people.say({ text: "look", direct: true });
    await app.slack.settled();
    expect(app.heard).toEqual([]);
    expect(app.slack.lost()).toEqual([]);
    work.resolve();
    await eventually(() => expect(app.heard).toHaveLength(1));
  });

  it("is acknowledged only once the core has it", async () => {
    await using app = await slackApp({ acknowledgeAfter: 60_000 });
    const work = Promise.withResolvers<void>();
    app.onEvent = () => work.promise;
    await app.start();
    app.slack.people.say({ text: "look", direct: true });
    let isSettled = false;
    const settled = app.slack.settled().then(() => {
      isSettled = true;
    });
    await eventually(() => expect(app.slack.calls.some(({ method }) => method === "users.info")).toBe(true));
    expect(isSettled).toBe(false);
    work.resolve();
    await settled;
    expect(app.heard).toHaveLength(1);
  });

  it("is forgotten after a quarter of an hour, when Slack no longer repeats it", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "look", direct: true });
    await app.events();
    await app.slack.clock.wait(14 * 60_000);
    app.slack.people.redeliver(id);
    expect(await app.events()).toHaveLength(1);
    await app.slack.clock.wait(2 * 60_000);
    app.slack.people.redeliver(id);
    expect(await app.events()).toHaveLength(2);
  });
});

describe("a removed message", () => {
  it("is told once, however it is removed", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "look", mention: true });
    await app.events();
    app.slack.people.remove(id);
    app.slack.people.remove(id);
    expect((await app.events()).slice(1)).toMatchObject([{ type: "deleted", message: id }]);
  });

  it("of the bot's own is nobody's business", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "my report", as: "us" });
    app.slack.people.remove(id);
    expect(await app.events()).toEqual([]);
  });

  it("is told also where it keeps its place because of its replies", async () => {
    await using app = await slackApp();
    await app.start();
    const { id, channel, ts } = app.slack.people.say({ text: "look", mention: true });
    await app.events();
    app.slack.people.empty(channel, ts);
    expect((await app.events()).slice(1)).toMatchObject([{ type: "deleted", message: id }]);
  });
});

describe("what happens in a thread", () => {
  it("reaches the core as it happened, however long Slack takes to tell who it was", async () => {
    await using app = await slackApp();
    await app.start();
    // The first to be looked up takes three tries; the removal and the next question need none or one.
    app.slack.trouble.expect("users.info", { kind: "cut-before" }, 2);
    const { id, ts } = app.slack.people.say({ text: "look", mention: true, user: LIN });
    app.slack.people.say({ text: "stop", under: ts });
    app.slack.people.remove(id);
    expect(await app.events()).toMatchObject([
      { type: "message", text: "look" },
      { type: "message", text: "stop" },
      { type: "deleted", message: id },
    ]);
  });
});

describe("leaving the workspace", () => {
  it("is told", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.uninstall();
    const left = { type: "left", platform: "slack", tenant: "T0TEAM" };
    // The token is taken back and the app removed: Slack tells both.
    expect(await app.events()).toEqual([left, left]);
  });
});
