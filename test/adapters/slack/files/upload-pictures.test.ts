import { describe, expect, it } from "vitest";
import { summaryMessage } from "../../../contracts/chat-samples.ts";
import { BOT_TOKEN } from "../../../fakes/slack/world.ts";
import { notice, place } from "../outgoing/place.ts";
import { slackApp } from "../slack-app.ts";

describe("pictures", () => {
  it("are uploaded, waited for and shown in place", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    await thread.post(summaryMessage(3));
    expect(read()[0]?.pictures).toHaveLength(3);
    expect(app.slack.calls.filter(({ method, ok }) => method === "chat.postMessage" && !ok)).toEqual([]);
  });

  it("go out as files where Slack does not take them in blocks", async () => {
    await using app = await slackApp();
    app.slack.world.refusesPrivateFiles = true;
    const { thread, read } = place(app);
    await thread.post(summaryMessage(3));
    const [words, stills, files] = read();
    expect(words?.text).toContain("Chapter 2");
    expect(words?.pictures).toEqual([]);
    expect(stills?.pictures.map(({ alt }) => alt)).toEqual(
      [0, 1, 2].map((n) => `Still at ${n}:30.0 of chapter ${n}`),
    );
    expect(files?.files).toEqual(["chapters.txt", "report.html"]);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("are missed out loud where they cannot be uploaded, and the words arrive", async () => {
    await using app = await slackApp();
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("files:write");
    const { thread, read } = place(app);
    const { files: _files, ...message } = summaryMessage(3);
    await thread.post(message);
    expect(read()[0]?.text).toContain("Chapter 2");
    expect(read()[0]?.text).toContain("3 pictures couldn’t be uploaded. I need the permission files:write.");
  });

  it("are shown in an edited message too", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const ref = await thread.post(notice("Looking."));
    await thread.edit(ref, summaryMessage(2));
    expect(read().map(({ pictures }) => pictures.length)).toEqual([2, 0]);
    expect(read()[1]?.files).toHaveLength(2);
  });

  it.each(["invalid_blocks", "invalid_blocks_format", "invalid_arguments"])(
    "never cost the message: where Slack refuses every block as %s the text goes alone",
    async (error) => {
      await using app = await slackApp();
      const { thread, channel, ts } = place(app);
      app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error });
      await thread.post(notice("plain"));
      expect(app.slack.read(channel, ts)).toMatchObject([{ text: "plain" }]);
      expect(app.log.some(({ msg }) => msg.includes("refused the blocks"))).toBe(true);
    },
  );
});
