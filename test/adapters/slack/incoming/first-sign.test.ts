import { expect, it } from "vitest";
import { ADA, BOT_TOKEN } from "../../../fakes/slack/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { commands } from "../../discord/commands.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };
const NEVER = new Promise<never>(() => undefined);

/** A core that takes an event and never comes back from it, whatever it waits for: a download, a model, a store. */
async function hanging(overrides: Parameters<typeof slackApp>[0] = {}): Promise<SlackApp> {
  const app = await slackApp({ acknowledgeAfter: 20, ...overrides });
  app.onEvent = () => NEVER;
  await app.start(commands);
  return app;
}

it.each([
  ["a mention", { text: "what happens here?", mention: true, attachment: VIDEO }],
  ["a mention that names no video", { text: "what happens here?", mention: true }],
  ["a file in a direct message", { text: "", direct: true, attachment: VIDEO }],
])("shows under %s that it has noticed, whatever the core waits for", async (_, saying) => {
  await using app = await hanging();
  const { ts } = app.slack.people.say(saying);
  await eventually(() => expect(app.slack.world.reactions).toMatchObject([{ ts, name: "eyes" }]));
});

it("shows it under a file whose message did not arrive", async () => {
  await using app = await hanging();
  app.slack.world.tokens.get(BOT_TOKEN)?.delete("im:history");
  const { ts } = app.slack.people.say({ text: "", direct: true, attachment: VIDEO });
  await eventually(() => expect(app.slack.world.reactions).toMatchObject([{ ts, name: "eyes" }]));
});

it("opens the thread of a slash command, whatever the core waits for, and says nothing more", async () => {
  // Long enough for a busy machine to open it in, since only what is not to be seen by then is said.
  await using app = await hanging({ acknowledgeAfter: 2000 });
  app.slack.people.command("/summarize", "https://example.org/talk.mp4");
  await eventually(() =>
    expect(app.slack.world.messages).toMatchObject([{ text: expect.stringContaining("asked for") }]),
  );
  await app.slack.settled();
  expect(app.slack.world.whispers).toEqual([]);
});

it("says to the person at least that it is on it where the store does not answer", async () => {
  await using app = await hanging({ mayUse: () => NEVER });
  app.slack.people.command("/summarize", "https://example.org/talk.mp4");
  await eventually(() =>
    expect(app.slack.world.whispers).toMatchObject([{ user: ADA.id, text: "One moment. I’m on it." }]),
  );
  expect(app.slack.world.messages).toEqual([]);
});
