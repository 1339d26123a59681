import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { createProgressDisplay, withBar } from "../../../../adapters/terminal/outgoing/progress.ts";
import { catalogueFor } from "../../../../src/chat/locales/locales.ts";
import { Capture } from "../capture.ts";

const english = catalogueFor("en");

describe("piped progress", () => {
  it("says when a step begins and ends, and nothing between", () => {
    const stream = new Capture();
    const display = createProgressDisplay(stream, english, false);
    display.show({ step: "scan" });
    for (let percent = 0; percent <= 100; percent++) display.show({ step: "scan", fraction: percent / 100 });
    display.show({ step: "scan", done: true });
    display.show({ step: "ask" });
    display.end(true);
    expect(stream.raw).toBe(
      "Looking through the video\nLooked through the video\nAsking the model what happens\nAsked the model what happens\n",
    );
  });

  it("ends a step when the next one begins", () => {
    const stream = new Capture();
    const display = createProgressDisplay(stream, english, false);
    display.show({ step: "fetch" });
    display.show({ step: "scan" });
    expect(stream.raw).toContain("Opened the video\nLooking through");
  });

  it("says only once that a step is done", () => {
    const stream = new Capture();
    const display = createProgressDisplay(stream, english, false);
    display.show({ step: "reply" });
    display.end(true);
    display.show({ step: "reply", done: true });
    expect(stream.raw.match(/Put the summary together/g)).toHaveLength(1);
  });

  it("goes on with a step in which something was said, and ends it once", () => {
    const stream = new Capture();
    const display = createProgressDisplay(stream, english, false);
    display.show({ step: "parts", parts: { done: 1, of: 3 } });
    display.pause();
    display.show({ step: "parts", parts: { done: 2, of: 3, secondsLeft: 100 } });
    display.pause();
    display.show({ step: "parts", done: true });
    display.show({ step: "outline" });
    expect(stream.raw.split("\n")).toEqual([
      "Watching part by part: 1 of 3 done",
      "Watching part by part: 2 of 3 done (about 2 minutes left)",
      "Watched all parts",
      "Writing the outline",
      "",
    ]);
  });

  it("says nothing of a question, which is told only on a slow machine", () => {
    const stream = new Capture();
    const display = createProgressDisplay(stream, english, false);
    display.show({ step: "answer" });
    display.show({ step: "answer", range: "1:20 – 2:05" });
    display.end(true);
    expect(stream.raw).toBe("");
  });

  it("does not call a step done that failed", () => {
    const stream = new Capture();
    const display = createProgressDisplay(stream, english, false);
    display.show({ step: "scan" });
    display.end(false);
    expect(stream.raw).toBe("Looking through the video\n");
  });
});

describe("live progress", () => {
  it("leaves a tick for each step that is done and no line for one that failed", () => {
    const stream = new Capture(80);
    const display = createProgressDisplay(stream, english, true);
    display.show({ step: "fetch" });
    display.show({ step: "fetch", done: true });
    display.show({ step: "scan", fraction: 0.5 });
    display.end(false);
    const lines = stream.text.split("\n");
    expect(lines.at(0)).toMatch(/[✔√] Opened the video$/);
    expect(stream.text).not.toContain("Looked through");
    display.show({ step: "answer" });
    display.show({ step: "answer", range: "1:20 – 2:05" });
    expect(stream.text).toContain("Looking for the answer");
    display.end(true);
    expect(stream.text).not.toContain("Looked for the answer");
  });
});

describe("withBar", () => {
  it("draws how far it is", () => {
    expect(withBar("Reading", 0.5)).toBe("Reading ━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈  50%");
    expect(withBar("Reading", 1)).toMatch(/ 100%$/);
    expect(withBar("Reading", 7)).toMatch(/ 100%$/);
    expect(withBar("Reading", 0.999)).toMatch(/ {2}99%$/);
  });

  it("draws no bar where the amount is unknown", () => {
    expect(withBar("Reading", undefined)).toBe("Reading");
  });

  it.each([[40], [52], [80]])("stays on one line of %d columns", (columns) => {
    for (const text of ["Looking through the video", "正在询问模型视频内容"]) {
      expect(stringWidth(withBar(text, 0.5, columns)) + 3).toBeLessThanOrEqual(columns);
    }
  });
});
