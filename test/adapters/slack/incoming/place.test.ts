import { expect, it } from "vitest";
import { placeCommands } from "../../../commands/place/place-commands.ts";
import { ADA, LIN } from "../../../fakes/slack/world.ts";
import { slackApp } from "../slack-app.ts";

it.each([
  ["settings", "settings", {}],
  ["Settings sound off, who <@U0ADA|ada>", "settings", { words: "sound off, who <@U0ADA|ada>" }],
  ["settings --sound off --keep-days 3", "settings", { sound: "off", "keep-days": 3 }],
  ["privacy", "privacy", {}],
  ["privacy --delete-mine", "privacy", { "delete-mine": true }],
])("hears /cuepoint %s", async (text, command, options) => {
  await using app = await slackApp();
  await app.start(await placeCommands());
  app.slack.people.command("/cuepoint", text, { user: LIN });
  expect(await app.events()).toMatchObject([{ command, options, isAdmin: true, isServerAdmin: true }]);
});

it.each(["", "help", "dance"])("shows what it can do for /cuepoint %s", async (text) => {
  await using app = await slackApp();
  await app.start(await placeCommands());
  app.slack.people.command("/cuepoint", text);
  expect(await app.events()).toEqual([]);
  expect(app.slack.answers.map((answer) => answer.text)).toEqual([expect.stringContaining("How to ask")]);
});

it("opens no thread for a person whom the administrators do not let use it, but tells them what it keeps", async () => {
  await using app = await slackApp({ mayUse: async () => false });
  await app.start(await placeCommands());
  app.slack.people.command("/cuepoint", "settings");
  await app.slack.settled();
  expect(app.slack.answers.map((answer) => answer.text)).toEqual([
    "An admin has limited who can use me here. Ask them to add you.",
  ]);
  expect(app.slack.world.messages).toEqual([]);
  app.slack.people.command("/cuepoint", "privacy");
  expect(await app.events()).toMatchObject([{ command: "privacy", author: ADA.id }]);
});

it("says that a person is alone with it", async () => {
  await using app = await slackApp();
  await app.start(await placeCommands());
  app.slack.people.say({ text: "settings", direct: true });
  app.slack.people.say({ text: "settings", mention: true });
  const [direct, inChannel] = await app.events();
  expect(direct).toMatchObject({ isDirect: true });
  expect(inChannel).toMatchObject({ isDirect: false });
  expect(direct).not.toHaveProperty("isServerAdmin");
});
