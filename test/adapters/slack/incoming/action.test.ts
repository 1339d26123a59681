import { describe, expect, it } from "vitest";
import type { ChatEvent } from "../../../../src/chat/event.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { summaryMessage } from "../../../contracts/chat-samples.ts";
import { LIN } from "../../../fakes/slack/world.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const THANKS: OutgoingMessage = { kind: "notice", text: "Thanks for the feedback." };

/** A thread with a button that Lin presses; the core answers with these messages. */
async function pressed(app: SlackApp, answers: readonly OutgoingMessage[]) {
  await app.start();
  const { channel, ts } = app.slack.people.say({ text: "what happens here?", mention: true });
  const [asked] = await app.events();
  if (asked?.type !== "message") throw new TypeError("expected a message");
  const thread = app.adapter.thread(asked.thread);
  await thread.post({ ...THANKS, actions: [{ id: "helpful", label: "Helpful", value: "all" }] });
  app.onEvent = async (event: ChatEvent) => {
    if (event.type !== "action") return;
    for (const answer of answers) await app.adapter.thread(event.thread, event.id).post(answer);
  };
  app.slack.people.press(channel, ts, "Helpful", LIN);
  await app.events();
  return { thread, read: () => app.slack.read(channel, ts).slice(1) };
}

describe("what a pressed button is answered with", () => {
  it("is seen by whoever pressed it, and by nobody else", async () => {
    await using app = await slackApp();
    const { read } = await pressed(app, [THANKS]);
    expect(app.slack.world.whispers).toMatchObject([{ user: LIN.id, text: THANKS.text }]);
    expect(read()).toEqual([]);
  });

  it("is for everybody where it is more than a word, and after that press", async () => {
    await using app = await slackApp();
    const report = { ...THANKS, files: summaryMessage(1).files ?? [] };
    const { thread, read } = await pressed(app, [summaryMessage(1), report]);
    await thread.post(THANKS);
    expect(app.slack.world.whispers).toEqual([]);
    expect(read().at(-1)?.text).toBe(THANKS.text);
  });

  it("stands in the thread where Slack says nothing to one person", async () => {
    await using app = await slackApp();
    app.slack.trouble.expect("chat.postEphemeral", { kind: "refuse", error: "user_not_in_channel" });
    const { read } = await pressed(app, [THANKS]);
    expect(read().map(({ text }) => text)).toEqual([THANKS.text]);
  });
});
