import { describe, expect, it } from "vitest";
import { LIN } from "../../../fakes/slack/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const METHOD = "agents.sessions.setStatus";

/** A thread that begins with a request to the bot. */
async function asked(app: SlackApp) {
  const { channel, ts } = app.slack.people.say({ text: "what happens here?", mention: true });
  const event = (await app.events()).at(-1);
  if (event?.type !== "message") throw new TypeError("expected a message");
  return { channel, ts, id: event.thread, thread: app.adapter.thread(event.thread) };
}

const statuses = (app: SlackApp) => app.slack.world.sessions.map(({ status }) => status);
const calls = (app: SlackApp) => app.slack.calls.filter(({ method }) => method === METHOD);

describe("Slack's own sign that the bot is at work", () => {
  it("stands until the last job of the thread has ended, and is set but once", async () => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts, thread, id } = await asked(app);
    await thread.showWork?.(true);
    // As another job opens the thread.
    await app.adapter.thread(id).showWork?.(true);
    await thread.showWork?.(false);
    expect(app.slack.world.sessions).toEqual([{ channel, thread: ts, status: "processing" }]);
    await thread.showWork?.(false);
    expect(statuses(app)).toEqual(["processing", "active"]);
  });

  it("ends also where the job ended before Slack had answered", async () => {
    await using app = await slackApp();
    await app.start();
    const { thread } = await asked(app);
    app.slack.trouble.expect(METHOD, { kind: "rate-limit", retryAfter: 30 });
    const begun = thread.showWork?.(true);
    await eventually(() => expect(calls(app)).not.toEqual([]));
    await thread.showWork?.(false);
    await begun;
    expect(statuses(app)).toEqual(["processing", "active"]);
  });

  it("is taken back also where the answer to it was lost", async () => {
    await using app = await slackApp();
    await app.start();
    const { thread } = await asked(app);
    app.slack.trouble.expect(METHOD, { kind: "cut-after" }, 4);
    await thread.showWork?.(true);
    await thread.showWork?.(false);
    expect(statuses(app).at(-1)).toBe("active");
  });

  it("is asked for once where the app is not declared an agent, and messages go their way", async () => {
    await using app = await slackApp();
    app.slack.world.isAgent = false;
    await app.start();
    for (const _ of [1, 2]) {
      const { thread } = await asked(app);
      await thread.showWork?.(true);
      await thread.post({ kind: "progress", text: "Starting" });
      await thread.showWork?.(false);
    }
    expect(calls(app)).toMatchObject([{ ok: false, args: { status: "processing" } }]);
    expect(app.slack.world.messages.filter(({ text }) => text === "Starting")).toHaveLength(2);
    expect(app.slack.world.reactions).toHaveLength(2);
  });

  it("is asked for again after a refusal that concerns one channel", async () => {
    await using app = await slackApp();
    await app.start();
    const { thread } = await asked(app);
    app.slack.trouble.expect(METHOD, { kind: "refuse", error: "not_in_channel" });
    await thread.showWork?.(true);
    await thread.showWork?.(false);
    await (await asked(app)).thread.showWork?.(true);
    expect(statuses(app)).toEqual(["processing"]);
  });
});

describe("Slack's own Stop button", () => {
  it("is the command that stops the thread's job, in the name of the person who pressed it", async () => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts, id, thread } = await asked(app);
    await thread.showWork?.(true);
    const stopped = app.heard.length;
    app.onEvent = async (event) => {
      if (event.type !== "command") return;
      await app.adapter.thread(event.thread, event.id).post({ kind: "notice", text: "Stopping." });
      await thread.showWork?.(false);
    };
    app.slack.people.stop(channel, ts, LIN);
    expect((await app.events()).slice(stopped)).toMatchObject([
      {
        type: "command",
        command: "cancel",
        thread: id,
        author: LIN.id,
        isAdmin: true,
        options: {},
      },
    ]);
    expect(app.slack.world.whispers).toMatchObject([{ user: LIN.id, text: "Stopping." }]);
    expect(statuses(app).at(-1)).toBe("active");
  });

  it("goes also where a process that is dead had left it", async () => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts } = await asked(app);
    app.slack.world.sessions.push({ channel, thread: ts, status: "processing" });
    app.slack.people.stop(channel, ts);
    await app.events();
    expect(statuses(app)).toEqual(["processing", "active"]);
  });

  it("stays while the job goes on, because the person may not stop it", async () => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts, thread } = await asked(app);
    await thread.showWork?.(true);
    app.slack.people.stop(channel, ts, LIN);
    await app.events();
    expect(statuses(app)).toEqual(["processing"]);
  });

  it("is refused to a person whom the bot does not serve", async () => {
    await using app = await slackApp({ users: { allow: [], deny: [LIN.id] } });
    await app.start();
    const { channel, ts, thread } = await asked(app);
    await thread.showWork?.(true);
    const before = app.heard.length;
    app.slack.people.stop(channel, ts, LIN);
    expect((await app.events()).slice(before)).toEqual([]);
    expect(app.slack.world.whispers).toMatchObject([{ user: LIN.id }]);
  });
});
