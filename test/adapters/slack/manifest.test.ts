import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMAND_SCOPE, EVENTS, METHODS } from "../../../adapters/slack/web/call.ts";
import { parseThreadId } from "../../../src/chat/thread-id.ts";
import { summaryMessage } from "../../contracts/chat-samples.ts";
import { manifest } from "../../fakes/slack/manifest.ts";
import { ADA } from "../../fakes/slack/world.ts";
import { slackApp } from "./slack-app.ts";

const scopes = [...manifest.oauth_config.scopes.bot];
const events = [...manifest.settings.event_subscriptions.bot_events];
const needed = [...Object.values(METHODS), ...Object.values(EVENTS)].flat();

describe("manifest.json", () => {
  it("asks for the scopes that the methods and events take, and for no others", () => {
    expect(scopes.toSorted()).toEqual([...new Set([...needed, COMMAND_SCOPE])].toSorted());
  });

  it("subscribes to the events that are listened to, and to no others", () => {
    expect(events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  it("has a reason for each scope in the guide", () => {
    const guide = readFileSync(new URL("../../../docs/slack.md", import.meta.url), "utf8");
    const rows = [...guide.matchAll(/^\| (`.*`) \| .+ \|$/gm)].flatMap(
      ([, cell = ""]) => cell.match(/[a-z_]+:?[a-z]+/g) ?? [],
    );
    expect(scopes.filter((scope) => !rows.includes(scope))).toEqual([]);
  });

  it("is what the guide's link fills in", () => {
    const guide = readFileSync(new URL("../../../docs/slack.md", import.meta.url), "utf8");
    const filledIn = encodeURIComponent(JSON.stringify(manifest));
    expect(guide).toContain(`[create]: https://api.slack.com/apps?new_app=1&manifest_json=${filledIn}\n`);
  });

  it("keeps to what Slack allows for its texts", () => {
    // `ManifestAgentView` of @slack/web-api, dist/types/request/manifest.d.ts.
    expect(manifest.features.agent_view?.agent_description?.length).toBeLessThanOrEqual(300);
    const { display_information: information } = manifest as unknown as {
      display_information: { description: string; long_description: string };
    };
    expect(information.description.length).toBeLessThanOrEqual(140);
    expect(information.long_description.length).toBeGreaterThanOrEqual(175);
    expect(information.long_description.length).toBeLessThanOrEqual(4000);
  });
});

describe("the table of methods", () => {
  it("holds every method that is called in a whole conversation", async () => {
    await using app = await slackApp();
    await app.start();
    app.slack.people.say({ text: "what happens here?", mention: true });
    const [event] = await app.events();
    if (event?.type !== "message") throw new TypeError("expected a message");
    const thread = app.adapter.thread(event.thread);
    await thread.showWork?.(true);
    const ref = await thread.post(summaryMessage(2));
    expect(await thread.addressOf(ref)).toContain("/archives/");
    const [card] = summaryMessage(1).cards ?? [];
    const rating = { value: "segment-1@k", good: "Good", bad: "Not right" };
    await thread.post({
      kind: "answer",
      text: "x",
      cards: [{ ...card, time: "0:01", title: "x", body: "x", rating }],
    });
    const { channel, thread: ts } = parseThreadId(event.thread);
    app.slack.people.press(channel, ts, "Not right");
    await app.events();
    await thread.edit(ref, { kind: "notice", text: "Done." });
    await thread.remove(ref);
    app.slack.people.say({ text: "refused", mention: true, channel: "C0SHARED" });
    app.slack.people.openHome();
    app.slack.people.openHome(ADA, "messages");
    await app.events();
    const called = new Set(app.slack.calls.map(({ method }) => method));
    // With the app's own token, which has but one scope.
    called.delete("apps.connections.open");
    expect([...called].toSorted()).toEqual(Object.keys(METHODS).toSorted());
    expect(app.slack.calls.filter(({ ok }) => !ok)).toEqual([]);
  });
});
