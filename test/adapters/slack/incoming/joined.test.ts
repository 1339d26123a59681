import { expect, it } from "vitest";
import { BOT_TOKEN, LIN } from "../../../fakes/slack/world.ts";
import { realWelcome } from "../../../support/real-welcome.ts";
import { temporaryStore } from "../../../support/temporary-store.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const OPEN = { allow: [], deny: [] };

async function welcoming(overrides: Parameters<typeof slackApp>[0] = {}): Promise<SlackApp> {
  const app = await slackApp({ welcome: realWelcome(await temporaryStore()), ...overrides });
  await app.start();
  return app;
}

async function posted(app: SlackApp) {
  await app.slack.settled();
  return app.slack.world.messages.map(({ channel, text, thread_ts }) => ({ channel, text, thread_ts }));
}

it("introduces itself in a channel that it was added to, once, in the language of the person who added it", async () => {
  await using app = await welcoming();
  app.slack.people.invite("C0GENERAL");
  app.slack.people.invite("G0SECRET", { inviter: LIN });
  expect(await posted(app)).toEqual([
    { channel: "C0GENERAL", text: expect.stringMatching(/^Hello!(.|\n)*How to ask(.|\n)*7 days/) },
    { channel: "G0SECRET", text: expect.stringContaining("大家好") },
  ]);
  expect(app.slack.world.violations).toEqual([]);
  expect(app.heard).toEqual([]);
});

it("never does so again: not when it is removed and added, not after a restart", async () => {
  const welcome = realWelcome(await temporaryStore());
  await using app = await welcoming({ welcome });
  app.slack.people.invite("C0GENERAL");
  app.slack.people.uninstall();
  app.slack.people.invite("C0GENERAL");
  await app.slack.settled();
  await app.adapter.stop();
  await app.another().start([], async () => undefined);
  await app.slack.socket.connected();
  app.slack.people.invite("C0GENERAL");
  expect(await posted(app)).toHaveLength(1);
});

it("hears of it by the channel's own message where the app has no scope for the event", async () => {
  await using app = await welcoming();
  for (const scope of ["channels:read", "groups:read"]) app.slack.world.tokens.get(BOT_TOKEN)?.delete(scope);
  app.slack.people.invite("C0GENERAL");
  expect(await posted(app)).toHaveLength(1);
});

it("says nothing when others join, in channels that it may not be used in, and in shared ones", async () => {
  const channels = { allow: [], deny: ["C0OTHER"] };
  await using app = await welcoming({ channels, users: OPEN });
  app.slack.people.invite("C0GENERAL", { user: LIN.id });
  app.slack.people.invite("C0OTHER");
  app.slack.people.invite("C0SHARED");
  expect(await posted(app)).toEqual([]);
});

it("is silent, and tries no second time, where Slack does not let it write", async () => {
  await using app = await welcoming();
  const channel = app.slack.world.channels.get("C0GENERAL");
  if (channel) channel.isArchived = true;
  app.slack.people.invite("C0GENERAL");
  app.slack.people.invite("C0GENERAL");
  expect(await posted(app)).toEqual([]);
  expect(app.slack.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(1);
  const said = app.log.filter(({ msg }) => msg === "a channel could not be welcomed");
  expect(said).toMatchObject([{ level: 20, reason: "is_archived", channel: "C0GENERAL" }]);
  expect(app.slack.lost()).toEqual([]);
});
