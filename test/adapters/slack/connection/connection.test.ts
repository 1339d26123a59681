import { describe, expect, it } from "vitest";
import { CuepointError } from "../../../../src/errors.ts";
import type { Envelope } from "../../../fakes/slack/envelope.ts";
import { signedRequest } from "../../../fakes/slack/http-events.ts";
import { SIGNING_SECRET } from "../../../fakes/slack/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

describe("Socket Mode", () => {
  it("comes back at once when Slack recycles the connection, and hears what is said then", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.socket.refresh();
    await eventually(() => expect(app.slack.socket.connections()).toBe(2));
    await eventually(() => expect(app.log.some(({ msg }) => msg === "connected to Slack again")).toBe(true));
    app.slack.people.say({ text: "still there?", direct: true });
    expect(await app.events()).toMatchObject([{ text: "still there?" }]);
  });

  it("comes back in the middle of a job, which neither notices nor runs twice", async () => {
    await using app = await slackApp({ acknowledgeAfter: 60_000 });
    await app.start();
    const work = Promise.withResolvers<void>();
    let runs = 0;
    app.onEvent = () => {
      runs += 1;
      return work.promise;
    };
    const { id } = app.slack.people.say({ text: "look", direct: true });
    await eventually(() => expect(runs).toBe(1));
    app.slack.socket.cut();
    await eventually(() => expect(app.slack.socket.connections()).toBe(2));
    app.slack.people.redeliver(id);
    await app.slack.settled();
    work.resolve();
    await eventually(() => expect(app.heard).toHaveLength(1));
    expect(runs).toBe(1);
  });

  it("tries on while Slack cannot be reached, and lives", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.trouble.expect("apps.connections.open", { kind: "cut-before" }, 3);
    app.slack.trouble.expect("apps.connections.open", { kind: "refuse", error: "internal_error" }, 2);
    app.slack.socket.cut();
    await eventually(() => expect(app.slack.socket.connections()).toBe(2));
    await eventually(() =>
      expect(app.log.filter(({ msg }) => msg.includes("could not connect"))).toHaveLength(5),
    );
  });

  it("says with a code that Slack does not take the token", async () => {
    await using app = await slackApp({ botToken: "xoxb-wrong" });
    const start = app.start();
    await expect(start).rejects.toBeInstanceOf(CuepointError);
    await expect(start).rejects.toMatchObject({ code: "platform-signed-out", details: { token: "xoxb-" } });
  });

  it("says with a code that Slack does not take the app's token", async () => {
    await using app = await slackApp({ appToken: "xapp-wrong" });
    const refused = { code: "platform-signed-out", details: { token: "xapp-" } };
    await expect(app.start()).rejects.toMatchObject(refused);
  });

  it("writes no token into the log, whatever goes wrong", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.trouble.expect("users.info", { kind: "cut-before" }, 9);
    app.slack.people.say({ text: "a private matter", direct: true });
    await app.events();
    const text = JSON.stringify(app.log);
    expect(text).not.toMatch(/xoxb-|xapp-/);
    expect(text).not.toContain("a private matter");
  });
});

describe("HTTP", () => {
  const overrides = { signingSecret: SIGNING_SECRET, port: 0 };

  /** Where the adapter listens, as it says in its log. */
  async function startHttp(app: SlackApp): Promise<string> {
    const adapter = app.another({ ...overrides, appToken: undefined as never });
    await adapter.start([], async (event) => {
      await app.onEvent(event);
      app.heard.push(event);
    });
    const line = app.log.find(({ msg }) => msg.includes("waiting for Slack"));
    const { port } = (line?.address ?? {}) as { port?: number };
    const address = `http://127.0.0.1:${port}/slack/events`;
    app.slack.sendTo(address);
    return address;
  }

  const message: Envelope = {
    type: "events_api",
    payload: {
      type: "event_callback",
      team_id: "T0TEAM",
      event_id: "Ev1",
      event: {
        type: "message",
        channel: "D0ADA",
        channel_type: "im",
        user: "U0ADA",
        text: "hi",
        ts: "1767603600.000009",
      },
    },
  };

  it("has heard a command whose answer Slack does not take, and says it in another way", async () => {
    await using app = await slackApp();
    await startHttp(app);
    app.slack.takesNoAnswers = true;
    app.slack.people.command("/summarize", "help");
    await app.events();
    expect(app.slack.lost()).toEqual([]);
    expect(app.slack.world.whispers.map(({ user }) => user)).toEqual(["U0ADA"]);
    // Nor where there is no other way.
    app.slack.trouble.expect("chat.postEphemeral", { kind: "refuse", error: "not_in_channel" });
    app.slack.people.command("/summarize", "help");
    await app.events();
    expect(app.slack.lost()).toEqual([]);
    expect(app.log.filter(({ msg }) => msg.includes("could not be answered"))).toHaveLength(1);
  });

  it("hears events, commands and buttons like Socket Mode", async () => {
    await using app = await slackApp();
    await startHttp(app);
    const { channel, ts } = app.slack.people.say({ text: "look", mention: true });
    const [event] = await app.events();
    if (event?.type !== "message") throw new TypeError("expected a message");
    const actions = [{ id: "stop", label: "Stop", value: "job-1" }];
    await app.adapter.thread(event.thread).post({ kind: "notice", text: "Working.", actions });
    app.slack.people.press(channel, ts, "Stop");
    app.slack.people.command("/summarize", "help");
    await app.slack.settled();
    expect(app.heard.map(({ type }) => type)).toEqual(["message", "action"]);
    expect(app.slack.answers).toHaveLength(1);
    expect(app.slack.lost()).toEqual([]);
  });

  it.each([
    ["a wrong secret", { secret: "guessed" }],
    ["an old signature", { timestamp: Math.floor(Date.now() / 1000) - 301 }],
  ])("refuses %s", async (_what, signing) => {
    await using app = await slackApp();
    const address = await startHttp(app);
    expect((await fetch(address, signedRequest(message, signing))).status).toBe(401);
    expect(app.heard).toEqual([]);
  });

  it("refuses a body that was changed by one byte, and one without a signature", async () => {
    await using app = await slackApp();
    const address = await startHttp(app);
    const request = signedRequest(message);
    const changed = { ...request, body: String(request.body).replace('"hi"', '"ho"') };
    expect((await fetch(address, changed)).status).toBe(401);
    const bare = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    expect((await fetch(address, bare)).status).toBe(401);
    expect(app.heard).toEqual([]);
  });

  it("hears a retry whose first try was lost, and ignores one whose first try was heard", async () => {
    await using app = await slackApp();
    const address = await startHttp(app);
    for (const retry of [1, 2, 3]) {
      expect((await fetch(address, signedRequest(message, { retry }))).status).toBe(200);
    }
    expect(app.heard).toHaveLength(1);
  });

  it("answers with an error what the core could not take, so that Slack tries again", async () => {
    await using app = await slackApp();
    const address = await startHttp(app);
    app.onEvent = async () => {
      throw new Error("the store is away");
    };
    expect((await fetch(address, signedRequest(message))).status).toBe(500);
    app.onEvent = async () => undefined;
    expect((await fetch(address, signedRequest(message, { retry: 1 }))).status).toBe(200);
    expect(app.heard).toHaveLength(1);
  });

  it("tells others nothing", async () => {
    await using app = await slackApp();
    const address = await startHttp(app);
    const response = await fetch(new URL("/", address));
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });
});
