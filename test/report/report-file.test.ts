import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { renderReport } from "../../src/report/page.ts";
import { lightReport, reportFile } from "../../src/report/report-file.ts";
import { still, summary } from "../fixtures/summary.ts";

const english = catalogueFor("en");
const LARGE = Buffer.alloc(200_000, "large");

/** A summary with stills that take most of its report. */
function heavy() {
  const made = summary();
  const segments = made.segments.map((one) => ({
    ...one,
    still: still(one.still.timestamp, { jpeg: LARGE }),
  }));
  return { ...made, segments };
}

const inside = (page: Buffer | null) =>
  [...String(page).matchAll(/data:image\/jpeg;base64,([^"]*)"/g)].map(([, data = ""]) =>
    Buffer.from(data, "base64"),
  );

describe("reportFile", () => {
  it("is the page under its name", () => {
    const file = reportFile(summary(), english);
    expect(file).toMatchObject({ name: "report.html", mediaType: "text/html" });
    expect(file.data.toString()).toBe(renderReport(summary(), english));
    expect(file).not.toHaveProperty("smaller");
  });

  it("opens the video at the times in it, in a lighter one too", async () => {
    const moments = (seconds: number) => `https://video.example/?t=${Math.floor(seconds)}`;
    const shrink = async () => Buffer.from("small");
    const file = reportFile(heavy(), english, { moments, shrink });
    const light = await file.smaller?.(100_000);
    for (const page of [file.data, light]) {
      expect(String(page)).toContain('href="https://video.example/?t=42"');
      expect(String(page)).toMatch(/^<!doctype html>/);
    }
  });
});

describe("lightReport", () => {
  it("says the same with every still in an equal share of the room", async () => {
    const maxBytes = 100_000;
    const asked: number[] = [];
    const shrink = async (jpeg: Buffer, limit: number) => {
      asked.push(limit);
      return jpeg.subarray(0, limit);
    };
    const page = await lightReport(heavy(), english, { maxBytes, shrink });
    expect(page?.byteLength).toBeLessThanOrEqual(maxBytes);
    expect(page?.byteLength).toBeGreaterThan(maxBytes * 0.99);
    expect(inside(page).map(({ byteLength }) => byteLength)).toEqual(asked);
    expect(new Set(asked).size).toBe(1);
    const words = (html: string) => html.replace(/base64,[^"]*/g, "");
    expect(words(String(page))).toBe(words(renderReport(heavy(), english)));
  });

  it.each([
    ["a still can be made no smaller", 100_000, async () => null],
    ["the words alone are too much", 2000, async (jpeg: Buffer) => jpeg],
  ])("is not to be had where %s", async (_, maxBytes, shrink) => {
    expect(await lightReport(heavy(), english, { maxBytes, shrink })).toBeNull();
  });
});
