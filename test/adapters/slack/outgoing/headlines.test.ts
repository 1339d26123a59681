import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { encodeThreadId } from "../../../../src/chat/thread-id.ts";
import { BOT_TOKEN, TEAM } from "../../../fakes/slack/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { realWelcome } from "../../../support/real-welcome.ts";
import { temporaryStore } from "../../../support/temporary-store.ts";
import { commands } from "../../discord/commands.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const SUMMARY: OutgoingMessage = {
  kind: "summary",
  title: "A *quiet* <!channel> morning",
  text: "A rabbit.",
};
const ERROR: OutgoingMessage = { kind: "error", code: "link-unreachable", text: "I can’t open this link." };
const STOP = { id: "stop", label: "Stop", value: "1" };
const LINK = "https://example.org/talk.mp4?a=1&b=2";

/** A slash command in a channel, and the thread that was opened for it. */
async function asked(overrides: Parameters<typeof slackApp>[0] = {}) {
  const app = await slackApp(overrides);
  await app.start(commands);
  app.slack.people.command("/summarize", LINK);
  const [event] = await app.events();
  if (event?.type !== "command") throw new TypeError("expected a command");
  return { app, thread: event.thread };
}

function rootOf({ slack }: SlackApp) {
  const [root] = slack.world.messages;
  if (!root) throw new TypeError("no message");
  return root;
}

const textsIn = ({ blocks }: ReturnType<typeof rootOf>) => JSON.stringify(blocks).replaceAll("\u2060", "");

describe("the message in the channel that the thread of a slash command hangs at", () => {
  it.each([
    ["the title", SUMMARY, "*A *quiet* &lt;!channel&gt; morning*"],
    ["what went wrong", ERROR, "I can’t open this link."],
  ])("becomes %s, above who asked for what", async (_, message, words) => {
    const { app, thread } = await asked();
    await using _app = app;
    const before = rootOf(app).text;
    expect(before).toContain("Ada asked for /summarize https");
    await app.adapter.thread(thread).post(message);
    await eventually(() =>
      expect(rootOf(app).blocks).toMatchObject([{ type: "section" }, { type: "context" }]),
    );
    expect(textsIn(rootOf(app))).toContain(words);
    expect(rootOf(app).text).toContain(before);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("shortens a long request, and asks all of it", async () => {
    const link = `${LINK}${"&".repeat(900)}`;
    await using app = await slackApp();
    await app.start(commands);
    app.slack.people.command("/summarize", link);
    const [event] = await app.events();
    if (event?.type !== "command") throw new TypeError("expected a command");
    expect(event.links).toEqual([link]);
    await app.adapter.thread(event.thread).post(SUMMARY);
    await eventually(() => expect(textsIn(rootOf(app))).toContain("morning"));
    expect(textsIn(rootOf(app))).toMatch(/&amp;…/);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("becomes the last word of work that was stopped, then the title of a second try, and no later error", async () => {
    const { app, thread } = await asked();
    await using _app = app;
    const here = app.adapter.thread(thread);
    const ref = await here.post({ kind: "progress", text: "Starting", actions: [STOP] });
    expect(rootOf(app).blocks).toHaveLength(1);
    await here.edit(ref, { kind: "progress", text: "Stopped." });
    await eventually(() => expect(textsIn(rootOf(app))).toContain("Stopped."));
    await here.post(SUMMARY, { key: "k", posted: [], onPosted: async () => undefined });
    // A job ends like this, right after its summary.
    await here.edit(ref, { kind: "progress", text: "Done." });
    await here.post(ERROR, { key: "l", posted: [], onPosted: async () => undefined });
    await eventually(() => expect(textsIn(rootOf(app))).toContain("morning"));
    expect(textsIn(rootOf(app))).not.toMatch(/Stopped|Done|open this link/);
  });

  it("becomes the title also where another process posted the summary, and died before it could change it", async () => {
    const { app, thread } = await asked();
    await using _app = app;
    const lost = {
      key: "k",
      posted: [] as string[],
      onPosted: async (ref: string) => void lost.posted.push(ref),
    };
    app.slack.trouble.expect("chat.update", { kind: "refuse", error: "cant_update_message" });
    await app.adapter.thread(thread).post(SUMMARY, lost);
    expect(rootOf(app).blocks).toHaveLength(1);
    const count = app.slack.world.messages.length;
    await app.another().thread(thread).post(SUMMARY, lost);
    expect(app.slack.world.messages).toHaveLength(count);
    expect(textsIn(rootOf(app))).toContain("morning");
    // It knows by what stands there that it has been told.
    await app
      .another()
      .thread(thread)
      .post(ERROR, { ...lost, key: "l", posted: [] });
    expect(textsIn(rootOf(app))).toContain("morning");
  });

  it("costs no answer where the bot may not read or change it", async () => {
    const { app, thread } = await asked();
    await using _app = app;
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("channels:history");
    await app
      .another()
      .thread(thread)
      .post(SUMMARY, { key: "k", posted: [], onPosted: async () => undefined });
    expect(rootOf(app).blocks).toHaveLength(1);
    expect(app.slack.world.messages).toHaveLength(2);
  });
});

it("leaves a person's message alone, and one of ours that asks for nothing", async () => {
  await using app = await slackApp({ welcome: realWelcome(await temporaryStore()) });
  await app.start(commands);
  app.slack.people.invite("C0OTHER");
  await app.slack.settled();
  const welcome = rootOf(app);
  const under = { platform: "slack", tenant: TEAM, channel: "C0OTHER", thread: welcome.ts } as const;
  const lasting = { key: "k", posted: [], onPosted: async () => undefined };
  await app.adapter.thread(encodeThreadId(under)).post(SUMMARY, lasting);
  app.slack.people.say({ text: "what happens here?", mention: true });
  const [event] = await app.events();
  if (event?.type !== "message") throw new TypeError("expected a message");
  await app.adapter.thread(event.thread).post(SUMMARY, lasting);
  expect(app.slack.calls.filter(({ method }) => method === "chat.update")).toEqual([]);
});
