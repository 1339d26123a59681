import { describe, expect, it } from "vitest";
import { formatSummaryJson, summaryJson } from "../../src/summary/summary-json.ts";
import { summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { longSummary } from "../fixtures/long-summary.ts";
import { storyboard, summary } from "../fixtures/summary.ts";

describe("summary.json", () => {
  it("keeps the outside form, with the still's own exact time", () => {
    const { segments } = summaryJson(summary());
    expect(segments[1]).toEqual({
      start_time: "00:00:42",
      end_time: "00:01:40.250",
      theme: "The rabbit wakes",
      key_timestamp: 67.04,
      description: "A grey rabbit stretches in front of its burrow.",
      significance: "The main character appears for the first time.",
      quotes: [],
      still: "still-67040.jpg",
      label: "67.0",
      shown: true,
    });
  });

  it.each([
    ["a summary", summary()],
    ["a storyboard", storyboard("unreachable")],
    ["a long video", longSummary({ untold: [2], isHeard: true })],
    [
      "a damaged video seen in half the frames",
      summary({
        warnings: [
          { kind: "damaged", readUntil: 12.5 },
          { kind: "frames-halved", from: 96, to: 48 },
        ],
      }),
    ],
  ])("obeys its schema for %s, also after a round trip through text", (_, made) => {
    const back: unknown = JSON.parse(formatSummaryJson(made));
    expect(summaryJsonSchema.parse(back)).toEqual(summaryJson(made));
  });

  it("has a long video's chapters and parts, all its segments, and which of them the message shows", () => {
    const { segments, chapters, parts } = summaryJson(longSummary({ untold: [2] }));
    expect(segments).toHaveLength(108);
    expect(segments.flatMap(({ shown }, position) => (shown ? [position] : [])).slice(0, 4)).toEqual([
      0, 3, 9, 12,
    ]);
    expect(chapters).toHaveLength(12);
    expect(chapters.at(-1)).toEqual({
      ...{ title: "Topic 12 of the lecture", start_time: "02:45:00", end_time: "03:00:00" },
    });
    expect(parts).toHaveLength(18);
    expect(parts[1]).toMatchObject({ start_time: "00:10:00", title: "", model: null, segments: 6 });
  });

  it("carries no invisible text, also from the video's name", () => {
    const made = summary();
    const name = "gpj\u202e4pm\u200b\u00ad\u{e0069}\u200e.mp4";
    const text = formatSummaryJson({ ...made, video: { ...made.video, name } });
    expect(JSON.parse(text).video.name).toBe("gpj4pm.mp4");
  });

  it("says what was looked at and of what", () => {
    const { coverage, video, model, prompt_version, language } = summaryJson(summary());
    expect(coverage).toEqual({
      start_time: "00:00:00",
      end_time: "00:03:00",
      frames: 96,
      largest_gap: 2.5,
      lines_left_out: 0,
      sound_used: false,
      sound: {
        source: "none",
        reason: "no-server",
        language: null,
        by: null,
        spoken_seconds: null,
        heard_seconds: null,
      },
    });
    expect(video).toMatchObject({ name: "talk.mp4", duration: 180, frame_rate: 23.976, has_audio: true });
    expect({ model, prompt_version, language }).toEqual({
      model: "Qwen/Qwen3-VL-2B-Instruct",
      prompt_version: "1",
      language: "en",
    });
  });

  it("claims no label, no theme and no model for a storyboard", () => {
    const json = summaryJson(storyboard());
    expect(json.model).toBeNull();
    expect(json.segments.map(({ label, theme }) => [label, theme])).toEqual(Array(3).fill([null, ""]));
    expect(json.remarks).toEqual([{ kind: "no-model", reason: "missing" }]);
  });
});
