import { describe, expect, it } from "vitest";
import { slackApp } from "../slack-app.ts";

describe("a mention", () => {
  it.each(["https://video.example/1，谢谢", "（https://video.example/1）", "https://video.example/1\u200b"])(
    "takes the link alone of %j",
    async (text) => {
      await using app = await slackApp();
      await app.start();
      app.slack.people.say({ text, mention: true });
      expect(await app.events()).toMatchObject([{ links: ["https://video.example/1"] }]);
    },
  );
});
