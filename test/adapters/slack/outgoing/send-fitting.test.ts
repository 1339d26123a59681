import { describe, expect, it } from "vitest";
import { briefMessage, recordedDelivery, summaryMessage } from "../../../contracts/chat-samples.ts";
import { slackApp } from "../slack-app.ts";
import { notice, place } from "./place.ts";

/** Without the files, which would be messages of their own. */
function summary() {
  const { files: _files, ...message } = summaryMessage(6);
  return message;
}

describe("a message that is too long for Slack, by whatever Slack counts", () => {
  it("is split where its blocks are too long, and everything arrives once and in order", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.world.most.blocks = 400;
    const delivery = recordedDelivery("job-1");
    await thread.post(summary(), delivery);
    expect(read().length).toBeGreaterThan(1);
    const seen = read().flatMap(({ text }) => text.match(/minute \d/g) ?? []);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5].map((n) => `minute ${n}`));
    expect(read().flatMap(({ pictures }) => pictures)).toHaveLength(6);
    expect(read().at(-1)?.actions).toEqual(["More keyframes", "Report"]);
    expect(delivery.refs).toEqual([read()[0]?.id]);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("is split where its text is too long", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.world.most.text = 300;
    await thread.post(summary());
    const seen = read().flatMap(({ text }) => text.match(/minute \d/g) ?? []);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5].map((n) => `minute ${n}`));
    expect(app.slack.world.violations).toEqual([]);
  });

  it("is split where an edit is too long, below the message that is edited", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const ref = await thread.post(notice("Looking."));
    app.slack.world.most.blocks = 400;
    await thread.edit(ref, summary());
    expect(read()[0]?.id).toBe(ref);
    expect(read().flatMap(({ text }) => text.match(/minute \d/g) ?? [])).toHaveLength(6);
  });

  it("says its beginning once where Slack does not know the cards of its rest", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    for (const error of ["msg_blocks_too_long", null, "invalid_arguments"])
      app.slack.trouble.expect("chat.postMessage", error ? { kind: "refuse", error } : { kind: "none" });
    await thread.post(briefMessage());
    const text = read()
      .map((message) => message.text)
      .join("\n");
    expect(text.match(/quiet morning/g)).toHaveLength(1);
    expect(text.match(/minute \d/g)).toEqual([0, 1, 2, 3].map((n) => `minute ${n}`));
  });

  it("is plain text where not even one block is short enough, with every word of it", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.world.most.blocks = 10;
    app.slack.world.most.text = 2000;
    const words = Array.from({ length: 700 }, (_, n) => `word${n}`);
    await thread.post({ kind: "answer", text: words.join(" ") });
    expect(read().flatMap(({ text }) => text.match(/word\d+/g) ?? [])).toEqual(words);
    expect(app.log.some(({ msg }) => msg.includes("refused the blocks"))).toBe(true);
  });
});
