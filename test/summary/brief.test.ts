import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { inBrief } from "../../src/summary/brief.ts";
import { renderDetails, renderSummary } from "../../src/summary/render.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { withTimes } from "../../src/summary/times/link-times.ts";
import type { StripTile } from "../../src/video/video.ts";
import { storyboard, summary } from "../fixtures/summary.ts";

const english = catalogueFor("en");
const STRIP = Buffer.from("the strip");

async function brief(of: Summary, { strip = STRIP as Buffer | null, lang = "en" as "en" | "zh-Hans" } = {}) {
  const tiles: StripTile[] = [];
  const words = catalogueFor(lang);
  const message = await inBrief(renderSummary(of, words, { key: "k" }), of, words, {
    key: "k",
    async draw(stills) {
      tiles.push(...stills);
      return strip;
    },
    shrink: async (jpeg, maxBytes) => jpeg.subarray(0, maxBytes),
  });
  return { message, tiles };
}

/** As many segments as wanted, 30 seconds each. */
function ofLength(count: number): Summary {
  const made = summary();
  const [segment] = made.segments;
  if (!segment) throw new Error("expected a segment");
  const segments = Array.from({ length: count }, (_, at) => ({
    ...segment,
    ...{ start: at * 30, end: at * 30 + 30, theme: `Theme ${at + 1}` },
    still: { ...segment.still, timestamp: at * 30 + 7.5 },
  }));
  return { ...made, segments };
}

describe("a summary in brief", () => {
  it("has a strip of its stills, a line for each segment, and its details behind the first button", async () => {
    const { message, tiles } = await brief(summary());
    expect(tiles.map(({ time }) => time)).toEqual(["0:12", "1:07", "2:31"]);
    expect(tiles.map(({ jpeg }) => jpeg)).toEqual(summary().segments.map(({ still }) => still.jpeg));
    expect(message.brief?.strip).toMatchObject({
      name: "overview.jpg",
      mediaType: "image/jpeg",
      data: STRIP,
    });
    expect(message.brief?.strip.alt).toMatch(
      /^Stills in one picture\. 0:12 .+; 1:07 The rabbit wakes; 2:31 .+\.$/,
    );
    expect(await message.brief?.strip.smaller?.(3)).toEqual(STRIP.subarray(0, 3));
    expect(message.brief?.lines[1]).toBe(
      "0:42 The rabbit wakes – A grey rabbit stretches in front of its burrow.",
    );
    expect(message.brief?.lines).toHaveLength(3);
    expect(message.actions?.[0]).toEqual({ id: "details", label: "Details", value: "k" });
    expect(message.cards).toHaveLength(3);
    const linked = withTimes(message, (seconds) => `https://videos.example/?t=${seconds}`);
    expect(linked.times).toContainEqual({ text: "0:42", url: "https://videos.example/?t=42" });
  });

  it("has four stills of many, from the first to the last", async () => {
    const { tiles, message } = await brief(ofLength(8));
    expect(tiles.map(({ time }) => time)).toEqual(["0:07", "1:07", "2:37", "3:37"]);
    expect(message.brief?.strip.alt).toContain("1:07 Theme 3; 2:37 Theme 6; 3:37 Theme 8");
    expect(message.brief?.lines).toHaveLength(8);
  });

  it("has ten cards at most, each with its picture, a sentence, and a button that cuts its segment out", async () => {
    const { message } = await brief(ofLength(12));
    const cards = message.brief?.cards ?? [];
    expect(cards.map(({ time }) => time)).toEqual([
      "0:00",
      "0:30",
      "1:00",
      "2:00",
      "2:30",
      "3:00",
      "3:30",
      "4:30",
      "5:00",
      "5:30",
    ]);
    expect(cards[3]).toMatchObject({
      ...{ title: "Theme 5", sentence: "Light falls over grass and an old tree." },
      image: message.cards?.[4]?.image,
      actions: [
        { id: "ask", label: "Ask", value: expect.stringMatching(/^segment-5@/) },
        { id: "clip", label: "Clip", value: "segment-5" },
      ],
    });
    const [unseen] = (await brief(storyboard())).message.brief?.cards ?? [];
    expect(unseen).toMatchObject({ time: "0:00", sentence: "" });
    expect(unseen).not.toHaveProperty("actions");
  });

  it("does not say again what the text lists", async () => {
    const chapters = [
      { start: 0, end: 60, title: "Morning" },
      { start: 60, end: 240, title: "Noon" },
    ];
    const { message } = await brief({ ...ofLength(8), chapters });
    expect(message.text).toContain("1:00 Noon");
    expect(message.brief?.lines).toEqual([]);
  });

  it("names the times alone where no model has looked", async () => {
    const { message } = await brief(storyboard());
    expect(message.brief?.lines[0]).toMatch(/^0:00 Keyframe 1 of \d$/);
  });

  it("is in the reader's language", async () => {
    const { message } = await brief(summary(), { lang: "zh-Hans" });
    expect(message.brief?.lines[1]).toMatch(/^0:42 The rabbit wakes：/);
    expect(message.actions?.[0]?.label).toBe("详情");
  });

  it("is as it was where two cards are all, or the strip could not be drawn", async () => {
    const two = ofLength(2);
    expect((await brief(two)).message).toEqual(renderSummary(two, english, { key: "k" }));
    const { message } = await brief(summary(), { strip: null });
    expect(message.brief).toBeUndefined();
    expect(message.actions?.map(({ id }) => id)).not.toContain("details");
  });
});

it("the details are the cards of the summary, under its title", () => {
  const whole = renderSummary(summary(), english, { key: "k" });
  expect(renderDetails(summary(), english, { key: "k" })).toMatchObject({
    ...{ kind: "answer", title: whole.title, text: "All 3 keyframes, 0:00 – 3:00" },
    cards: whole.cards?.map(({ title, body, rating }) => ({ title, body, rating })),
  });
});
