import { encodeThreadId, parseThreadId } from "../../../src/chat/thread-id.ts";
import { describeChatAdapter } from "../../contracts/chat-adapter.ts";
import type { ChatHarness } from "../../contracts/chat-harness.ts";
import { TEAM } from "../../fakes/slack/world.ts";
import { slackApp } from "./slack-app.ts";

describeChatAdapter("Slack", async (): Promise<ChatHarness> => {
  const app = await slackApp();
  const { slack, adapter } = app;
  const { people, world } = slack;
  const { channel, ts } = people.say({ text: "Let us talk here." });
  return {
    adapter,
    async dispatch(event) {
      app.heard.push(event);
    },
    thread: encodeThreadId({ platform: "slack", tenant: TEAM, channel, thread: ts }),
    async read(id) {
      const { channel: place, thread } = parseThreadId(id);
      return slack.read(place, thread);
    },
    another: () => app.another(),
    people: {
      say: async (saying) => people.say(saying).id,
      redeliver: async (id) => people.redeliver(id),
      remove: async (id) => people.remove(id),
      async press(id, label) {
        const { channel: place, thread } = parseThreadId(id);
        people.press(place, thread, label);
      },
      async loseFile(name) {
        for (const file of world.files.values()) if (file.name === name) file.mode = "tombstone";
      },
      events: () => app.events(),
    },
    async attachment() {
      const data = Buffer.from("not really a film");
      people.say({ text: "", attachment: { name: "holiday.mp4", data } });
      const file = [...world.files.values()].find(({ name }) => name === "holiday.mp4");
      return { ref: { platform: "slack", id: file?.id ?? "", name: "holiday.mp4" }, data };
    },
    violations: () => world.violations,
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
});
