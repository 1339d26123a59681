import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { lightReport } from "../../src/report/light-report.ts";
import { renderPage } from "../../src/report/page/page.ts";
import { reportFile } from "../../src/report/report-file.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { longSummary } from "../fixtures/long-summary.ts";
import { still, summary } from "../fixtures/summary.ts";
import { pageOf, reportOf } from "./report-of.ts";

const english = catalogueFor("en");
const LARGE = Buffer.alloc(200_000, "large");

/** A summary with stills that take most of its report. */
function heavy(sizes: readonly number[] = []): Summary {
  const made = summary();
  const segments = made.segments.map((one, i) => ({
    ...one,
    still: still(one.still.timestamp, { jpeg: LARGE.subarray(0, sizes[i]) }),
  }));
  return { ...made, segments };
}

const inside = (page: Buffer | null) =>
  [...String(page).matchAll(/data:image\/jpeg;base64,([^"]*)" width="\d+" height="\d+" alt="Still/g)].map(
    ([, data = ""]) => Buffer.from(data, "base64"),
  );

/** As a picture that can be made as small as one likes. */
const cut = async (jpeg: Buffer, limit: number) => jpeg.subarray(0, limit);

describe("reportFile", () => {
  it("is the page under its name", async () => {
    const file = await reportFile(summary(), english);
    expect(file).toMatchObject({ name: "report.html", mediaType: "text/html" });
    expect(file.data.toString()).toBe(pageOf(summary()));
    expect(file).not.toHaveProperty("smaller");
  });

  it("opens the video at the times in it, in a lighter one too", async () => {
    const moments = (seconds: number) => `https://video.example/?t=${Math.floor(seconds)}`;
    const file = await reportFile(heavy(), english, { moments, shrink: async () => Buffer.from("small") });
    const light = await file.smaller?.(100_000);
    for (const page of [file.data, light]) {
      expect(String(page)).toContain('href="https://video.example/?t=42"');
      expect(String(page)).toMatch(/^<!doctype html>/);
    }
  });

  it("opens a long video also at the times of what no message shows", async () => {
    const moments = (seconds: number) => `https://video.example/?t=${Math.floor(seconds)}`;
    const page = String((await reportFile(longSummary(), english, { moments })).data);
    for (const { start } of longSummary().segments.slice(1)) {
      expect(page).toContain(`href="https://video.example/?t=${start}"`);
    }
  });

  it("is light from the start where many hours have more pictures than a phone likes", async () => {
    const day = longSummary({ hours: 12, picture: { jpeg: LARGE } });
    const file = await reportFile(day, english, { shrink: cut });
    expect(file.data.byteLength).toBeLessThanOrEqual(24_000_000);
    expect(file.data.byteLength).toBeGreaterThan(23_500_000);
    expect(inside(file.data)).toHaveLength(day.segments.length);
  });
});

describe("lightReport", () => {
  it("says the same with every still in an equal share of the room", async () => {
    const maxBytes = 100_000;
    const asked: number[] = [];
    const shrink = (jpeg: Buffer, limit: number) => {
      asked.push(limit);
      return cut(jpeg, limit);
    };
    const page = await lightReport(reportOf(heavy()), { maxBytes, shrink });
    expect(page?.byteLength).toBeLessThanOrEqual(maxBytes);
    expect(page?.byteLength).toBeGreaterThan(maxBytes * 0.99);
    expect(inside(page).map(({ byteLength }) => byteLength)).toEqual(asked);
    expect(new Set(asked).size).toBe(1);
    const words = (html: string) => html.replace(/base64,[^"]*/g, "");
    expect(words(String(page))).toBe(words(pageOf(heavy())));
  });

  it("leaves a still as it is that needs less than its share, and the rest to the others", async () => {
    const page = await lightReport(reportOf(heavy([1000, 200_000, 200_000])), {
      maxBytes: 100_000,
      shrink: cut,
    });
    const [slide = 0, ...others] = inside(page).map(({ byteLength }) => byteLength);
    expect(slide).toBe(1000);
    expect(page?.byteLength).toBeLessThanOrEqual(100_000);
    expect(page?.byteLength).toBeGreaterThan(99_000);
    expect(others[0]).toBe(others[1]);
  });

  it.each([
    ["a still can be made no smaller", 100_000, async () => null],
    ["the words alone are too much", 2000, async (jpeg: Buffer) => jpeg],
  ])("is not to be had where %s", async (_, maxBytes, shrink) => {
    expect(await lightReport(reportOf(heavy()), { maxBytes, shrink })).toBeNull();
  });
});

describe("a page's bytes", () => {
  it("are those of its text, and counted without writing it", () => {
    const page = renderPage(reportOf(heavy([1, 2, 3])));
    expect(page.bytes().toString()).toBe(page.text);
    expect(page.bytes().byteLength).toBe(page.byteLength);
  });
});
