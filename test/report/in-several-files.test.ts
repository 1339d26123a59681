import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import type { FileRoom, OutgoingFile } from "../../src/chat/message.ts";
import { reportFile } from "../../src/report/report-file.ts";
import { longSummary } from "../fixtures/long-summary.ts";
import { summary } from "../fixtures/summary.ts";

const english = catalogueFor("en");
const PICTURE = Buffer.alloc(150_000, 7);
const shrink = async (jpeg: Buffer, limit: number) => jpeg.subarray(0, limit);

async function severalOf(room: Partial<FileRoom>, hours = 3): Promise<readonly OutgoingFile[] | null> {
  const film = longSummary({ hours, picture: { jpeg: PICTURE }, isHeard: true });
  const file = await reportFile(film, english, { shrink });
  const usual = { name: file.name, bytesPerFile: 10_000_000, bytes: 25_000_000, files: 10 };
  return (await file.inSeveral?.({ ...usual, ...room })) ?? null;
}

const anchors = (page: string) => new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
const links = (page: string) =>
  [...page.matchAll(/ href="([^"#]*)#([^"]+)"/g)].map(([, file = "", id = ""]) => ({ file, id }));

describe("a report in several files", () => {
  it("is not needed for three hours in ten megabytes: the stills stay legible", async () => {
    expect(await severalOf({})).toBeNull();
    const film = longSummary({ picture: { jpeg: PICTURE }, isHeard: true });
    const light = await (await reportFile(film, english, { shrink })).smaller?.(10_000_000);
    expect(light?.byteLength).toBeLessThanOrEqual(10_000_000);
  });

  it("is as few as the stills need, each within its bytes, and every segment and chapter in one of them", async () => {
    const files = await severalOf({ bytesPerFile: 2_000_000 });
    expect(files?.map(({ name }) => name)).toEqual(["report-1.html", "report-2.html"]);
    const pages = (files ?? []).map(({ data }) => String(data));
    for (const page of files ?? []) expect(page.data.byteLength).toBeLessThanOrEqual(2_000_000);
    const segments = pages.flatMap((page) => page.match(/id="segment-\d+"/g) ?? []);
    expect(new Set(segments).size).toBe(108);
    expect(segments).toHaveLength(108);
    expect(pages.map((page) => page.match(/id="chapter-\d+"/g)?.length)).toEqual([6, 6]);
    expect(pages.flatMap((page) => page.match(/<li><a class="when"/g) ?? [])).toHaveLength(2160);
    expect(pages[1]).toContain("<title>A lecture of three hours (Page 2 of 2)</title>");
  });

  it("leads from each file to the others, and to nothing that is not there", async () => {
    const files = (await severalOf({ name: "SPOILER_report.html", bytesPerFile: 1_400_000 })) ?? [];
    expect(files.length).toBeGreaterThan(2);
    const there = new Map(files.map(({ name, data }) => [name, anchors(String(data))]));
    for (const { name, data } of files) {
      const found = links(String(data));
      expect(new Set(found.map(({ file }) => file || name))).toEqual(new Set(there.keys()));
      for (const { file, id } of found)
        expect(there.get(file || name), `${name} ${file}#${id}`).toContain(id);
    }
  });

  it.each([
    ["all files together have too little room", { bytesPerFile: 1_000_000, bytes: 1_500_000 }],
    ["one file more is one too many", { bytesPerFile: 2_000_000, files: 1 }],
  ])("is not to be had where %s", async (_, room) => {
    expect(await severalOf(room)).toBeNull();
  });

  it("has no use for a short video: it has no chapters", async () => {
    const file = await reportFile(summary(), english, { shrink });
    const room = { name: file.name, bytesPerFile: 20, bytes: 100, files: 10 };
    expect(await file.inSeveral?.(room)).toBeNull();
  });
});
