import { describe, expect, it } from "vitest";
import { recordedDelivery } from "../../../contracts/chat-samples.ts";
import { slackApp } from "../slack-app.ts";
import { notice, place } from "./place.ts";

const FROZEN = ["edit_window_closed", "cant_update_message"] as const;
const running = (text: string) =>
  ({ kind: "progress", text, actions: [{ id: "stop", label: "Stop", value: "1" }] }) as const;

describe.each(FROZEN)("a message that Slack lets be changed no more (%s)", (error) => {
  it("gives way to a new one with the next state, and its button goes with it", async () => {
    await using app = await slackApp();
    const { thread, id, read } = place(app);
    const ref = await thread.post(running("10%"));
    app.slack.trouble.expect("chat.update", { kind: "refuse", error });
    await thread.edit(ref, running("20%"));
    expect(read()).toMatchObject([{ text: "20%", actions: ["Stop"] }]);
    await thread.post(notice("the summary"));
    // The job's place is made anew for each word.
    await app.adapter.thread(id).edit(ref, notice("Done."));
    expect(read()).toMatchObject([
      { text: "Done.", actions: [] },
      { text: "the summary", actions: [] },
    ]);
    await thread.remove(ref);
    expect(read().map(({ text }) => text)).toEqual(["the summary"]);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("does not stand above the answer that was to take its place", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const replaces = await thread.post(running("10%"));
    app.slack.trouble.expect("chat.update", { kind: "refuse", error });
    await thread.post(notice("the answer"), { ...recordedDelivery("job-1"), replaces });
    expect(read()).toMatchObject([{ text: "the answer", actions: [] }]);
  });

  it("stays where it may not be deleted either, and costs nothing of what comes after it", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const ref = await thread.post(running("10%"));
    app.slack.trouble.expect("chat.update", { kind: "refuse", error });
    app.slack.trouble.expect("chat.delete", { kind: "refuse", error: "cant_delete_message" });
    await thread.edit(ref, notice("Done."));
    expect(read().map(({ text }) => text)).toEqual(["10%", "Done."]);
  });
});
