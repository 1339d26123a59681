import { expect, it } from "vitest";
import { ADA, BOT_TOKEN, LIN } from "../../../fakes/slack/world.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const METHOD = "assistant.threads.setSuggestedPrompts";

const calls = (app: SlackApp) => app.slack.calls.filter(({ method }) => method === METHOD);

it("shows what to begin with in a person's direct messages, in their language, and hears what is pressed", async () => {
  await using app = await slackApp();
  await app.start();
  app.slack.people.openHome(ADA, "messages");
  app.slack.people.openHome(LIN, "messages");
  await app.events();
  const { suggested } = app.slack.world;
  expect(suggested.get("D0ADA")?.prompts.map(({ title }) => title)).toContain("Summarize this");
  expect(suggested.get("D0LIN")?.prompts.map(({ title }) => title)).toContain("总结这个视频");
  expect(app.slack.world.homes.size).toBe(0);

  const texts = (suggested.get("D0ADA")?.prompts ?? []).map(({ message }) => message);
  for (const text of texts) app.slack.people.say({ text, channel: "D0ADA" });
  const heard = await app.events();
  expect(heard.map((event) => event.type === "message" && event.text)).toEqual(texts);
  // Each is a conversation of its own.
  expect(new Set(heard.map((event) => event.type === "message" && event.thread)).size).toBe(texts.length);
});

it("asks once where the app is not declared an agent, and all else is as it was", async () => {
  await using app = await slackApp();
  app.slack.world.isAgent = false;
  app.slack.world.tokens.get(BOT_TOKEN)?.delete("assistant:write");
  await app.start();
  for (const user of [ADA, LIN]) {
    app.slack.people.openHome(user, "messages");
    await app.events();
  }
  app.slack.people.openHome();
  app.slack.people.say({ text: "help", channel: "D0ADA" });
  expect(await app.events()).toMatchObject([{ type: "message", text: "help", isDirect: true }]);
  expect(calls(app)).toMatchObject([{ ok: false }]);
  expect(app.slack.world.homes.has(ADA.id)).toBe(true);
});

it("asks again after a refusal that concerns one conversation, and shows nothing to a person whom the bot does not serve", async () => {
  await using app = await slackApp({ users: { allow: [], deny: [LIN.id] } });
  await app.start();
  app.slack.trouble.expect(METHOD, { kind: "refuse", error: "channel_not_found" });
  for (const user of [ADA, LIN, ADA]) {
    app.slack.people.openHome(user, "messages");
    await app.events();
  }
  expect(calls(app)).toMatchObject([{ ok: false }, { ok: true, args: { channel_id: "D0ADA" } }]);
  expect(calls(app)[1]?.args.thread_ts).toBeUndefined();
});
