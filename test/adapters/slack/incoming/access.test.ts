import { describe, expect, it } from "vitest";
import { refusalFor } from "../../../../adapters/slack/incoming/access.ts";
import { visible } from "../../../fakes/slack/mrkdwn-reader.ts";
import { ADA, GUEST, LIN } from "../../../fakes/slack/world.ts";
import { slackApp } from "../slack-app.ts";

const NOBODY = { allow: [], deny: [] };
const rules = { allowConnect: false, channels: NOBODY, users: NOBODY };
const asker = { channel: "C1", user: "U1", isSharedChannel: false, isStranger: false };

describe("refusalFor", () => {
  it.each([
    ["takes anybody where no list says otherwise", asker, rules, null],
    ["takes a listed channel", asker, { ...rules, channels: { allow: ["C1"], deny: [] } }, null],
    [
      "refuses one that is not listed",
      asker,
      { ...rules, channels: { allow: ["C2"], deny: [] } },
      "channelNotAllowed",
    ],
    ["lets deny win", asker, { ...rules, channels: { allow: ["C1"], deny: ["C1"] } }, "channelNotAllowed"],
    [
      "does not ask the channel lists in a direct message",
      { ...asker, channel: "D1" },
      { ...rules, channels: { allow: ["C2"], deny: [] } },
      null,
    ],
    ["refuses a listed person", asker, { ...rules, users: { allow: [], deny: ["U1"] } }, "personNotAllowed"],
    [
      "refuses a person who is not listed, also in a direct message",
      { ...asker, channel: "D1" },
      { ...rules, users: { allow: ["U2"], deny: [] } },
      "personNotAllowed",
    ],
    ["refuses a shared channel", { ...asker, isSharedChannel: true }, rules, "otherOrganisation"],
    ["refuses a person of another workspace", { ...asker, isStranger: true }, rules, "otherWorkspace"],
    [
      "takes one where that is allowed",
      { ...asker, isSharedChannel: true, isStranger: true },
      { ...rules, allowConnect: true },
      null,
    ],
  ] as const)("%s", (_what, who, given, expected) => {
    expect(refusalFor(who, given)).toBe(expected);
  });
});

describe("a refused request", () => {
  it("in a channel shared with another organisation is answered to the asker alone", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text: "look", mention: true, channel: "C0SHARED" });
    expect(await app.events()).toEqual([]);
    const { whispers, reactions } = app.slack.world;
    expect(whispers.map(({ user }) => user)).toEqual([ADA.id]);
    expect(visible(whispers[0]?.text ?? "")).toContain("shared with another organization");
    expect(reactions).toEqual([]);
  });

  it("by a slash command is refused too in a channel that was heard to be shared", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text: "lunch?", channel: "C0SHARED" });
    await app.events();
    app.slack.people.command("/summarize", "https://video.example/1", { channel: "C0SHARED" });
    expect(await app.events()).toEqual([]);
    expect(visible(app.slack.answers[0]?.text ?? "")).toContain("shared with another organization");
    expect(app.slack.read("C0SHARED", "")).toEqual([]);
  });

  it("of a person of another workspace is refused in our own channel, of which nobody says that it is shared", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text: "look", mention: true, user: GUEST });
    app.slack.people.command("/summarize", "https://video.example/1", { user: GUEST });
    expect(await app.events()).toEqual([]);
    const said = [...app.slack.world.whispers, ...app.slack.answers].map(({ text }) => visible(text));
    expect(said).toHaveLength(2);
    for (const text of said) {
      expect(text).toContain("You belong to another workspace.");
      expect(text).not.toContain("shared");
    }
  });

  it("is taken where such channels are allowed", async () => {
    await using app = await slackApp({ allowConnect: true });
    await app.start();
    app.slack.people.say({ text: "look", mention: true, channel: "C0SHARED", user: GUEST });
    expect(await app.events()).toMatchObject([{ author: GUEST.id, locale: "fr-FR" }]);
  });

  it("is answered in the asker's language", async () => {
    await using app = await slackApp({ users: { allow: [], deny: [LIN.id] } });
    await app.start();
    app.slack.people.say({ text: "look", mention: true, user: LIN });
    await app.events();
    expect(app.slack.world.whispers[0]?.text).toMatch(/\p{Script=Han}/u);
  });

  it("that nobody addressed to the bot is passed by in silence", async () => {
    await using app = await slackApp({ channels: { allow: [], deny: ["C0GENERAL"] } });
    await app.start();
    const { ts } = app.slack.people.say({ text: "a thread" });
    app.slack.people.say({ text: "a reply", under: ts });
    expect(await app.events()).toEqual([]);
    expect(app.slack.world.whispers).toEqual([]);
  });
});
