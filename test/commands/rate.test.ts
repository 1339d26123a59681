import { describe, expect, it } from "vitest";
import { judgedIn } from "../../commands/shared/buttons/judged.ts";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { contextKey, identityOf, partKey } from "../../src/store/contexts/video-context.ts";
import { structured } from "../../src/summary/prompts/structured.ts";
import { contextOf } from "../store/samples.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { ELSEWHERE, HERE, room, THERE } from "./room.ts";

const TENANT = tenantOf(HERE);

describe("rate", () => {
  it.each([
    [{ verdict: "good" }, { segment: null, verdict: "good", comment: "" }],
    [
      { about: "all", verdict: "bad-still" },
      { segment: null, verdict: "bad-still" },
    ],
    [
      { about: "segment-2", verdict: "wrong-time" },
      { segment: 2, verdict: "wrong-time" },
    ],
    [
      { segment: 3, verdict: "missed", comment: "She draws\na chart at 2:10." },
      { segment: 3, verdict: "missed", comment: "She draws a chart at 2:10." },
    ],
  ])("keeps %j", async (options, kept) => {
    const { summarize, run, store } = await room();
    await summarize();
    expect((await run("rate", { options }))[0]?.text).toBe("Thanks for the feedback.");
    expect(await store.feedback.list(TENANT)).toMatchObject([kept]);
  });

  it("keeps what was judged and what the model was asked, but no picture and no person", async () => {
    const { summarize, run, store } = await room();
    await summarize();
    await run("rate", { options: { segment: 2, verdict: "wrong-content" }, author: "U-ANN" });
    const [vote] = await store.feedback.list();
    expect(vote).toMatchObject({
      model: "Qwen/Qwen3-VL-2B-Instruct",
      promptVersion: structured.version,
      kind: "general",
      language: "en",
      video: { seconds: 180 },
      judged: { start: 42, end: 100.25, theme: "The rabbit wakes", key: 67 },
      asked: {
        system: "You watch.",
        question: "What happens?",
        frames: [12.5, 67, 151.2],
        cues: [],
        reply: "{}",
      },
    });
    expect(JSON.stringify(vote)).not.toContain("U-ANN");
    expect(vote && (await store.feedback.pictures(vote))).toBeNull();
  });

  it("keeps the frames where the operator wants them", async () => {
    const { summarize, run, store } = await room({ keepsPictures: true });
    await summarize();
    await run("rate", { options: { segment: 1, verdict: "good" } });
    const [vote] = await store.feedback.list();
    const frames = vote && (await store.feedback.pictures(vote));
    expect(frames?.map(String)).toEqual(["picture at 12.5", "picture at 67", "picture at 151.2"]);
  });

  it("counts a person once for each segment, and takes the later word", async () => {
    const { summarize, run, store } = await room();
    await summarize();
    const rate = (author: string, verdict: string) =>
      run("rate", { options: { segment: 1, verdict }, author });
    await rate("ann", "good");
    await rate("ben", "good");
    await rate("ann", "missed");
    const verdicts = (await store.feedback.list(TENANT)).map(({ verdict }) => verdict);
    expect(verdicts.toSorted()).toEqual(["good", "missed"]);
  });

  it("is about the summary whose button was pressed, also when a later one stands in the thread", async () => {
    const { summarize, run, store } = await room();
    const [first] = await summarize();
    const value = first?.cards?.[1]?.rating?.value ?? "";
    await run("more");
    const [before, after] = [value.split("@")[1], (await store.threads.get(HERE))?.contextKey];
    expect(after).not.toBe(before);
    await run("rate", { options: { about: value, verdict: "good" } });
    await run("rate", { options: { segment: 2, verdict: "good" } });
    expect((await store.feedback.list(TENANT)).map(({ context }) => context).toSorted()).toEqual(
      [before, after].toSorted(),
    );
  });

  it.each([
    ["no summary", { verdict: "good" }, THERE, "thread-unknown"],
    ["a summary of another server", { about: "segment-1@KEY", verdict: "good" }, ELSEWHERE, "thread-unknown"],
    ["a summary of another thread", { about: "segment-1@KEY", verdict: "good" }, THERE, "thread-unknown"],
    ["a segment that is not there", { segment: 9, verdict: "good" }, HERE, "usage"],
    ["no verdict", { segment: 1 }, HERE, "usage"],
    ["a verdict of its own", { segment: 1, verdict: "brilliant" }, HERE, "usage"],
  ])("keeps nothing of %s", async (_, options, thread, code) => {
    const { summarize, run, store, web } = await room();
    const [message] = await summarize();
    const key = message?.cards?.[0]?.rating?.value.split("@")[1] ?? "";
    if ("about" in options) {
      options.about = options.about?.replace("KEY", key) ?? "";
      web.set("https://videos.example/other.mp4", "another");
      await run("summarize", { thread, links: ["https://videos.example/other.mp4"] });
    }
    await expect(run("rate", { options, thread })).rejects.toMatchObject({ code });
    expect(await store.feedback.list()).toEqual([]);
  });
});

it("keeps for a segment of a long video what was asked about its part", async () => {
  const store = await temporaryStore();
  const [first, second] = [0, 1].map((part) => {
    const context = contextOf();
    const opening = context.opening && { ...context.opening, reply: `reply of part ${part}` };
    return { ...context, opening, part };
  });
  const { summary, ...whole } = contextOf();
  const parts = [0, 100].map((start) => ({
    ...{ start, end: start + 100, title: "", overview: "", model: "m" },
    segments: summary.segments.length,
  }));
  for (const part of [first, second]) if (part) await store.contexts.put(part);
  await store.contexts.put({ ...whole, opening: null, summary: { ...summary, title: "All", parts } });
  const context = contextKey(identityOf(contextOf()));
  const judged = (segment: number | null) => judgedIn({ store }, HERE, { context, segment });
  const count = summary.segments.length;
  const [before, after] = [await judged(count), await judged(count + 1)];
  expect(before.judged).toMatchObject({ context: partKey(context, 0), asked: { reply: "reply of part 0" } });
  expect(after.judged).toMatchObject({ context: partKey(context, 1), asked: { reply: "reply of part 1" } });
  expect(after.frames).toHaveLength(4);
  expect((await judged(null)).judged).toMatchObject({ asked: null, judged: { theme: "All" } });
  await expect(judged(2 * count + 1)).rejects.toMatchObject({ code: "usage" });
});
