import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import type { Progress } from "../../src/chat/message.ts";
import { createProgressPost, minutesOfParts, progressMessage } from "../../src/chat/progress.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";

const catalogue = catalogueFor("en");

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function started(editInterval: number) {
  const thread = createFakeThread(editInterval);
  const logger = createFakeLogger();
  const progress = createProgressPost({
    thread,
    render: (state) => progressMessage(state, catalogue),
    logger,
  });
  const texts = () => thread.told.map(({ message }) => message.text);
  return { thread, logger, progress, texts };
}

describe("a progress post", () => {
  it("is posted once and edited afterwards", async () => {
    const { thread, progress } = started(0);
    progress.report({ step: "scan" });
    await progress.finish();
    progress.report({ step: "scan", fraction: 0.425 });
    await progress.finish();
    progress.report({ step: "scan", done: true });
    await progress.finish();
    expect(thread.told.map(({ edits, message }) => [edits, message.text])).toEqual([
      [null, "Looking through the video"],
      ["1", "Looking through the video: 42%"],
      ["1", "Looked through the video"],
    ]);
    expect(thread.told[1]?.message).toMatchObject({
      kind: "progress",
      progress: { step: "scan", fraction: 0.425 },
    });
  });

  it("is edited no more often than the thread allows, and then with the latest state", async () => {
    const { progress, texts } = started(1000);
    for (let tenths = 0; tenths < 29; tenths++) {
      progress.report({ step: "scan", fraction: tenths / 30 });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(texts()).toEqual([
      "Looking through the video: 0%",
      "Looking through the video: 30%",
      "Looking through the video: 63%",
    ]);
  });

  it("always sends the last state, at once when the job ends", async () => {
    const { progress, texts } = started(60_000);
    progress.report({ step: "scan", fraction: 0.5 });
    await vi.advanceTimersByTimeAsync(10);
    progress.report({ step: "scan", fraction: 0.75 });
    progress.report({ step: "scan", done: true });
    await progress.finish();
    expect(texts()).toEqual(["Looking through the video: 50%", "Looked through the video"]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(texts()).toHaveLength(2);
  });

  it("sends a state no more that something else is to take the place of", async () => {
    const { progress, texts } = started(1000);
    progress.report({ step: "scan", fraction: 0.5 });
    await vi.advanceTimersByTimeAsync(10);
    progress.report({ step: "ask" });
    await progress.giveWay();
    await vi.advanceTimersByTimeAsync(5000);
    expect(texts()).toEqual(["Looking through the video: 50%"]);
    progress.report({ step: "reply" });
    await progress.finish();
    expect(texts()).toHaveLength(2);
  });

  it("waits for an edit that is under way", async () => {
    const { thread, progress, texts } = started(0);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { post } = thread;
    thread.post = async (message) => {
      await held;
      return post(message);
    };
    progress.report({ step: "fetch" });
    progress.report({ step: "scan" });
    const finished = progress.finish();
    await vi.advanceTimersByTimeAsync(1000);
    expect(texts()).toEqual([]);
    release();
    await finished;
    expect(texts()).toEqual(["Opening the video", "Looking through the video"]);
  });

  it("that cannot be sent is logged and tried again with the next state", async () => {
    const { thread, logger, progress, texts } = started(0);
    const { post } = thread;
    thread.post = () => Promise.reject(new Error("rate limited"));
    progress.report({ step: "fetch" });
    await progress.finish();
    thread.post = post;
    progress.report({ step: "scan" });
    await progress.finish();
    expect(logger.lines.map(({ msg }) => msg)).toEqual(["progress could not be shown"]);
    expect(texts()).toEqual(["Looking through the video"]);
  });
});

describe("the line of a step", () => {
  const line = (progress: Progress, locale = "en") => progressMessage(progress, catalogueFor(locale)).text;

  it.each([
    [
      { step: "scan", fraction: 0.425, parts: { done: 0, of: 18 } },
      "Looking through the video: 42% (part 1 of 18)",
    ],
    [{ step: "ask", parts: { done: 0, of: 18 } }, "Asking the model what happens (part 1 of 18)"],
    [{ step: "parts", fraction: 0.111, parts: { done: 2, of: 18 } }, "Watching part by part: 2 of 18 done"],
    [{ step: "parts", done: true }, "Watched all parts"],
  ] as const)("of a long video says which part it is about", (progress, text) => {
    expect(line(progress)).toBe(text);
  });

  it("does so in the reader's language", () => {
    expect(line({ step: "parts", parts: { done: 2, of: 18 } }, "zh-CN")).toBe("正在逐段观看：已完成 2 / 18");
  });

  it.each([
    [{ step: "parts", parts: { done: 2, of: 18, secondsLeft: 1_234 } }, 21],
    [{ step: "parts", parts: { done: 2, of: 18, secondsLeft: 31 } }, 1],
    [{ step: "parts", parts: { done: 17, of: 18, secondsLeft: 29 } }, null],
    [{ step: "scan", parts: { done: 0, of: 18 } }, null],
    [{ step: "scan" }, null],
  ] as const)("knows the minutes that its parts take where that is worth saying", (progress, minutes) => {
    expect(minutesOfParts(progress)).toBe(minutes);
  });
});
