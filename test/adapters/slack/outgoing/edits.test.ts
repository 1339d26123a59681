import { describe, expect, it } from "vitest";
import { createEdits } from "../../../../adapters/slack/outgoing/edits.ts";
import { PIXEL } from "../../../contracts/chat-samples.ts";
import { createFakeClock } from "../../../fakes/slack/fake-clock.ts";
import { slackApp } from "../slack-app.ts";
import { notice, place } from "./place.ts";

describe("edits", () => {
  it("leave out what has been outrun, never overtake, and end with the last", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const ref = await thread.post({ kind: "progress", text: "0%", progress: { step: "scan", fraction: 0 } });
    const edits = Array.from({ length: 100 }, (_, percent) =>
      thread.edit(ref, {
        kind: "progress",
        text: `${percent}%`,
        progress: { step: "scan", fraction: percent / 100 },
      }),
    );
    edits.push(thread.edit(ref, notice("Done.")));
    await Promise.all(edits);
    expect(read()).toMatchObject([{ text: "Done." }]);
    const sent = app.slack.calls
      .filter(({ method }) => method === "chat.update")
      .map(({ args }) => args.text ?? "");
    expect(sent.length).toBeLessThan(5);
    expect(sent.at(-1)).toBe("Done.");
    expect(app.slack.world.violations).toEqual([]);
  });

  it("keep to the rate that Slack allows", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    const ref = await thread.post(notice("0"));
    for (let step = 1; step <= 120; step += 1) await thread.edit(ref, notice(String(step)));
    expect(app.slack.world.violations).toEqual([]);
  });

  it("tell that the last could not be made", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    const ref = await thread.post(notice("0"));
    app.slack.trouble.expect("chat.update", { kind: "refuse", error: "is_archived" });
    await expect(thread.edit(ref, notice("1"))).rejects.toMatchObject({ code: "thread-gone" });
  });

  it("are made again when Slack stumbles", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const ref = await thread.post(notice("0"));
    app.slack.trouble.expect("chat.update", { kind: "refuse", error: "internal_error" });
    app.slack.trouble.expect("chat.update", { kind: "cut-after" });
    await thread.edit(ref, notice("1"));
    expect(read()).toMatchObject([{ text: "1" }]);
  });

  it("show how far the work is", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    await thread.post({ kind: "progress", text: "Looking: 50%", progress: { step: "scan", fraction: 0.5 } });
    expect(read()[0]?.text).toBe("Looking: 50%\n▰▰▰▰▰▰▱▱▱▱▱▱");
  });

  it("take the buttons away with the message that had them", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const ref = await thread.post({
      ...notice("Working."),
      actions: [{ id: "stop", label: "Stop", value: "1" }],
    });
    await thread.edit(ref, notice("Done."));
    expect(read()).toMatchObject([{ text: "Done.", actions: [] }]);
  });

  it("are not for a message of files", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    await expect(thread.edit("file:F1", notice("x"))).rejects.toThrow(TypeError);
    const still = { name: "a.jpg", mediaType: "image/jpeg", data: PIXEL, alt: "a" };
    expect(await thread.post({ ...notice("x"), files: [still] })).not.toContain("file:");
  });
});

describe("createEdits", () => {
  it("forgives an edit that failed when a newer one has come meanwhile", async () => {
    const edit = createEdits(createFakeClock());
    const sent: string[] = [];
    const firstIsOut = Promise.withResolvers<void>();
    const fail = Promise.withResolvers<void>();
    const send = async (_ref: string, { text }: { readonly text: string }) => {
      sent.push(text);
      if (text !== "1") return;
      firstIsOut.resolve();
      await fail.promise;
    };
    const first = edit("C1:1", "1", notice("1"), send);
    await firstIsOut.promise;
    const second = edit("C1:1", "1", notice("2"), send);
    fail.reject(new Error("gone"));
    await Promise.all([first, second]);
    expect(sent).toEqual(["1", "2"]);
  });
});
