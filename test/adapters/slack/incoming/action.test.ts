import { describe, expect, it } from "vitest";
import type { ChatEvent } from "../../../../src/chat/event.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { summaryMessage } from "../../../contracts/chat-samples.ts";
import { ADA, LIN } from "../../../fakes/slack/world.ts";
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

describe("a rating", () => {
  const RATED: OutgoingMessage = {
    ...{ kind: "summary", text: "x" },
    cards: [1, 2].map((n) => ({
      ...{ time: `0:0${n}`, title: "A dog", body: "It runs." },
      rating: { value: `segment-${n}@key`, good: "Good", bad: "Not right" },
    })),
    rating: { value: "all@key", good: "Good", bad: "Not right" },
    actions: [
      { id: "helpful", label: "Helpful", value: "all@key" },
      {
        ...{ id: "rate", label: "Rate a part", value: "all@key" },
        choices: [{ label: "All of it", value: "all@key" }],
      },
      { id: "ask", label: "Ask", value: "all@key" },
    ],
  };

  /** A thread with a summary, after which `act` is done. */
  async function rated(app: SlackApp, act: (channel: string, ts: string) => void) {
    await app.start();
    const { people } = app.slack;
    const { channel, ts } = people.say({ text: "what happens here?", mention: true });
    const [asked] = await app.events();
    if (asked?.type !== "message") throw new TypeError("expected a message");
    await app.adapter.thread(asked.thread).post(RATED);
    act(channel, ts);
    await app.slack.settled();
    return { people, forms: app.slack.world.forms, thread: asked.thread };
  }
  const acted = async (app: SlackApp) => (await app.events()).filter(({ type }) => type === "action");

  it("that a segment is good counts at the first press", async () => {
    await using app = await slackApp();
    const { thread, forms } = await rated(app, (channel, ts) =>
      app.slack.people.press(channel, ts, "Good", LIN, 2),
    );
    expect(await acted(app)).toMatchObject([
      { action: "helpful", value: "segment-2@key", author: LIN.id, thread },
    ]);
    expect(forms).toEqual([]);
  });

  it("of the whole stands below everything, in place of the button that says helpful", async () => {
    await using app = await slackApp();
    const { thread } = await rated(app, (channel, ts) => {
      expect(app.slack.read(channel, ts)[0]?.actions).toEqual(["Rate a part", "Ask"]);
      app.slack.people.press(channel, ts, "Good", LIN, 3);
    });
    expect(await acted(app)).toMatchObject([{ action: "helpful", value: "all@key", author: LIN.id, thread }]);
  });

  it.each([
    ["a thumb down", "Not right", "segment-1@key"],
    ["a choice of the menu", "All of it", "all@key"],
  ])("asks by a form, in the person's language, what is wrong after %s", async (_, label, value) => {
    await using app = await slackApp();
    const { people, forms, thread } = await rated(app, (channel, ts) =>
      app.slack.people.press(channel, ts, label, LIN),
    );
    expect(await acted(app)).toEqual([]);
    expect(forms).toMatchObject([{ user: LIN.id, view: { submit: { text: "发送" } } }]);
    people.enter("时间不对", "2:10 她在画图表", LIN);
    expect(await acted(app)).toMatchObject([
      {
        ...{ action: "rate", value, author: LIN.id, thread, locale: "zh-CN" },
        answers: { choice: "wrong-time", text: "2:10 她在画图表" },
      },
    ]);
  });

  it("asks for a question by a form that has no choice", async () => {
    await using app = await slackApp();
    const { people, forms } = await rated(app, (channel, ts) =>
      app.slack.people.press(channel, ts, "Ask", ADA),
    );
    expect(forms).toMatchObject([{ view: { blocks: [{ block_id: "text", optional: false }] } }]);
    people.enter("", "Who is it?", ADA);
    expect(await acted(app)).toMatchObject([
      { action: "ask", value: "all@key", answers: { choice: "", text: "Who is it?" } },
    ]);
  });

  it("says in a word to the person alone that the form came too late", async () => {
    await using app = await slackApp();
    app.slack.trouble.expect("views.open", { kind: "refuse", error: "expired_trigger_id" });
    await rated(app, (channel, ts) => app.slack.people.press(channel, ts, "Not right", ADA));
    expect(app.slack.world.whispers).toMatchObject([
      { user: ADA.id, text: "I couldn’t open the form in time. Try again." },
    ]);
    expect(await acted(app)).toEqual([]);
  });
});
