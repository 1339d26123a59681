import { describe, expect, it } from "vitest";
import { PIXEL, recordedDelivery } from "../../../contracts/chat-samples.ts";
import { slackApp } from "../slack-app.ts";
import { notice, place } from "./place.ts";

/** What a job says while it runs. */
const running = (text: string) =>
  ({ kind: "progress", text, actions: [{ id: "stop", label: "Stop", value: "1" }] }) as const;

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

  it("of many jobs share the rate of their workspace, and each ends with its last state", async () => {
    await using app = await slackApp();
    const jobs = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const { thread, read } = place(app, "C0GENERAL");
        return { thread, read, ref: await thread.post(running("0%")) };
      }),
    );
    const edits = jobs.map(async ({ thread, ref }) => {
      for (let percent = 1; percent <= 20; percent += 1) await thread.edit(ref, running(`${percent}%`));
      await thread.edit(ref, notice("Done."));
    });
    await Promise.all(edits);
    for (const { read } of jobs) expect(read()).toMatchObject([{ text: "Done." }]);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("that say how a job ended come before those that say how far another is", async () => {
    await using app = await slackApp();
    const places = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const { thread } = place(app);
        return { thread, ref: await thread.post(running("0%")) };
      }),
    );
    const edits = places.map(({ thread, ref }, job) => thread.edit(ref, running(`job ${job}`)));
    const [last] = places.slice(-1);
    if (last) edits.push(last.thread.edit(last.ref, notice("Done.")));
    await Promise.all(edits);
    const sent = app.slack.calls
      .filter(({ method }) => method === "chat.update")
      .map(({ args }) => args.text);
    expect(sent).toEqual(["job 0", "Done.", "job 1", "job 2", "job 3", "job 4"]);
  });

  it("all wait where Slack has told one to wait", async () => {
    await using app = await slackApp();
    const [one, other] = await Promise.all(
      [place(app), place(app)].map(async ({ thread }) => ({ thread, ref: await thread.post(notice("0")) })),
    );
    if (!one || !other) throw new TypeError("two places were asked for");
    app.slack.trouble.expect("chat.update", { kind: "rate-limit", retryAfter: 30 });
    const before = app.slack.clock.now();
    await Promise.all([one.thread.edit(one.ref, notice("1")), other.thread.edit(other.ref, notice("1"))]);
    expect(app.slack.clock.now() - before).toBeGreaterThanOrEqual(30_000);
    const refused = app.slack.calls.filter(({ method, ok }) => method === "chat.update" && !ok);
    expect(refused).toHaveLength(1);
  });

  it("that put an answer in the place of its progress keep to the same rate", async () => {
    await using app = await slackApp();
    const answers = Array.from({ length: 60 }, async (_, n) => {
      const { thread, read } = place(app);
      const replaces = await thread.post(running("0%"));
      await thread.post(notice(`answer ${n}`), { ...recordedDelivery(`job-${n}`), replaces });
      expect(read()).toMatchObject([{ text: `answer ${n}` }]);
    });
    await Promise.all(answers);
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
