import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { numberCues } from "../../src/sound/transcript.ts";
import { renderSummary } from "../../src/summary/render.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { formatSummaryJson } from "../../src/summary/summary-json.ts";
import { storyboard, summary } from "../fixtures/summary.ts";

const english = catalogueFor("en");

describe("renderSummary", () => {
  it("shows each segment as a card with its still", () => {
    const { cards, title, text, kind } = renderSummary(summary(), english);
    expect({ kind, title, text }).toEqual({
      kind: "summary",
      title: "A rabbit’s quiet morning",
      text: summary().overview,
    });
    expect(cards).toHaveLength(3);
    expect(cards?.[1]).toMatchObject({
      time: "0:42 – 1:40",
      title: "The rabbit wakes",
      body: "A grey rabbit stretches in front of its burrow.",
      note: "Why it matters: The main character appears for the first time.",
      caption: "Still at 1:07.0",
      image: {
        name: "still-67040.jpg",
        mediaType: "image/jpeg",
        alt: "Still at 1:07.0: A grey rabbit stretches in front of its burrow.",
      },
    });
  });

  it("hands out summary.json to programs", () => {
    const { data } = renderSummary(summary(), english);
    expect(data).toMatchObject({ name: "summary.json", mediaType: "application/json" });
    expect(data?.data.toString()).toBe(formatSummaryJson(summary()));
  });

  it("asks what people think of each segment, and names the summary that it is about", () => {
    const made = summary();
    const asked = (segments: number) =>
      renderSummary({ ...made, segments: made.segments.slice(0, segments) }, english, {
        key: "k",
      }).actions?.at(-1);
    expect(asked(2)).toEqual({
      id: "rate",
      label: "Rate a part",
      value: "all@k",
      choices: [
        { label: "All of it", value: "all@k" },
        { label: expect.stringMatching(/^0:00 – 0:42 \S/), value: "segment-1@k" },
        { label: "0:42 – 1:40 The rabbit wakes", value: "segment-2@k" },
      ],
    });
    expect(renderSummary(made, english, { key: "k" }).rating).toEqual({
      ...{ value: "all@k", good: "Good", bad: "Not right" },
    });
    expect(renderSummary(storyboard(), english, { key: "k" }).rating).toBeUndefined();
    const ratings = (of: Summary, key?: string) =>
      renderSummary(of, english, key === undefined ? {} : { key }).cards?.map(({ rating }) => rating?.value);
    expect(ratings(made, "k")).toEqual(["segment-1@k", "segment-2@k", "segment-3@k"]);
    // Without a context there is nothing to keep it with, and a storyboard says nothing that could be wrong.
    expect(ratings(made)).toEqual([undefined, undefined, undefined]);
    expect(new Set(ratings(storyboard(), "k"))).toEqual(new Set([undefined]));
  });

  it("lets people ask about a part, and by a button alone where its menus are used up", () => {
    const made = summary();
    const asking = (of: Summary) => {
      const actions = renderSummary(of, english, { key: "k" }).actions ?? [];
      const menus = actions.filter(({ choices }) => choices).length;
      return { menus, buttons: actions.length - menus, ask: actions.find(({ id }) => id === "ask") };
    };
    const choice = { label: "0:42 – 1:40 The rabbit wakes", value: "segment-2@k" };
    expect(asking(made)).toMatchObject({
      menus: 4,
      ask: { label: "Ask about a part", choices: expect.arrayContaining([choice]) },
    });
    const chapters = [{ start: 0, end: 180, title: "All" }];
    const long = asking({ ...made, shown: [0], chapters } as Summary);
    expect(long).toMatchObject({ menus: 4, ask: { label: "Ask", value: "all@k" } });
    expect(long.buttons).toBeLessThanOrEqual(4);
  });

  it("offers the transcript where something was said", () => {
    const cues = numberCues([{ start: 1, end: 2, text: "Good morning." }]);
    const ids = (made: Summary) => renderSummary(made, english, { key: "k" }).actions?.map(({ id }) => id);
    expect(ids(summary({ cues }))).toEqual([
      "more",
      "data",
      "transcript",
      "clip",
      "ask",
      "as",
      "helpful",
      "rate",
    ]);
    expect(ids({ ...storyboard(), cues })).toEqual(["retry", "more", "data", "transcript"]);
    expect(ids(summary())).not.toContain("transcript");
  });

  it("ends with coverage, then with what a reader must know", () => {
    const made = summary({ warnings: [{ kind: "damaged", readUntil: 95 }] });
    expect(renderSummary(made, english).footer).toEqual([
      "Based on 96 frames from 0:00–3:00, at most 2.5 s apart. Sound not used: no speech server is connected.",
      "A model wrote these texts, and it can be wrong.",
      "The file is damaged. I could read it only up to 1:35; the rest is missing here.",
    ]);
  });

  it("makes a storyboard that says of itself that no model has looked", () => {
    const message = renderSummary(storyboard(), english);
    expect(message.title).toBe("Keyframes of talk.mp4");
    expect(message.footer?.join()).not.toContain("A model wrote");
    expect(message.text).toBe("3 keyframes, picked from the images alone.");
    expect(message.cards?.[2]).toMatchObject({ title: "Keyframe 3 of 3", body: "" });
    expect(message.cards?.[2]).not.toHaveProperty("note");
    expect(message.cards?.[2]?.image?.alt).toBe("Still at 2:31.2 (no description).");
    expect(message.footer?.join(" ")).toContain("nothing has interpreted them");
    expect(message.footer?.[0]).toBe(
      "No model has described any frame from 0:00–3:00. Sound not used: no speech server is connected.",
    );
  });

  it.each([
    ["missing", true],
    ["unreachable", true],
    ["refused", false],
    ["timeout", false],
    ["garbled", false],
  ] as const)("tells how to connect a model when it is %s: %s", (reason, isTold) => {
    const { operatorHint } = renderSummary(storyboard(reason), english);
    expect(operatorHint !== undefined).toBe(isTold);
  });

  it("shows tenths where whole seconds would make a range of nothing", () => {
    const [first] = summary().segments;
    if (!first) throw new Error("the fixture has a segment");
    const short = summary({ segments: [{ ...first, start: 0.2, end: 0.9 }] });
    expect(renderSummary(short, english).cards?.[0]?.time).toBe("0:00.2 – 0:00.9");
  });

  it("speaks Chinese around the model's own words", () => {
    const { cards, footer } = renderSummary(summary(), catalogueFor("zh-CN"));
    expect(cards?.[0]?.note).toBe("为何重要：It sets the place where everything happens.");
    expect(footer?.[0]).toContain("未使用声音");
  });
});

it("says which of several videos of one message it is", () => {
  const { text } = renderSummary(summary(), english, { part: { number: 2, of: 3 } });
  expect(text).toMatch(/^Video 2 of 3: “talk\.mp4”\n\nA meadow wakes up/);
});
