import { expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { reportFile } from "../../src/report/report-file.ts";
import type { Finding } from "../../src/summary/kinds/finding.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { longSummary } from "../fixtures/long-summary.ts";
import { still, summary } from "../fixtures/summary.ts";

const english = catalogueFor("en");
const PICTURE = Buffer.alloc(150_000, 7);
const shrink = async (jpeg: Buffer, limit: number) => jpeg.subarray(0, limit);

/** A slide in each two minutes. */
function withSlides(talk: Summary): Summary {
  const slides = Array.from({ length: talk.coverage.end / 120 }, (_, i): Finding => {
    const start = i * 120;
    const said = [{ id: `c${i + 1}`, start, end: start + 5, text: `Said to slide ${i + 1}.` }];
    return {
      ...{ type: "slide", start, end: start + 120, text: `Slide ${i + 1}`, read: `Words of slide ${i + 1}` },
      ...{
        cues: said,
        label: `${start}.0`,
        still: still(start + 60, { jpeg: PICTURE, name: `slide-${i}.jpg` }),
      },
    };
  });
  return { ...talk, kind: { name: "lecture" }, findings: slides };
}

const long = withSlides(longSummary({ picture: { jpeg: PICTURE } }));

it("the slides of a lecture are smaller too where a place takes no large report", async () => {
  const short = withSlides({ ...summary(), coverage: { ...summary().coverage, end: 1200 } });
  const file = await reportFile(short, english, { shrink });
  expect(file.data.byteLength).toBeGreaterThan(10 * PICTURE.byteLength);
  const light = await file.smaller?.(500_000);
  expect(light?.byteLength).toBeLessThanOrEqual(500_000);
  expect(light?.byteLength).toBeGreaterThan(400_000);
});

it("in several files each slide is once, in the file of its chapter, and every file within its bytes", async () => {
  const file = await reportFile(long, english, { shrink });
  const room = { name: file.name, bytesPerFile: 2_500_000, bytes: 25_000_000, files: 10 };
  const files = (await file.inSeveral?.(room)) ?? [];
  expect(files.length).toBeGreaterThan(1);
  for (const { data } of files) expect(data.byteLength).toBeLessThanOrEqual(room.bytesPerFile);
  const titles = files.map(({ data }) => String(data).match(/<h4 dir="auto">Slide \d+/g) ?? []);
  expect(titles.flat()).toHaveLength(90);
  expect(new Set(titles.flat()).size).toBe(90);
  expect(titles.every((list) => list.length > 10)).toBe(true);
  expect(titles[1]?.some((title) => title.endsWith("Slide 1"))).toBe(false);
});
