import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { reportFile } from "../../../src/report/report-file.ts";
import { longSummary } from "../../fixtures/long-summary.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeUnless } from "../../support/unless.ts";
import { CHROMIUM_ARGUMENTS, chromiumMissing, executablePath } from "../chromium.ts";

const [WIDTH, HEIGHT] = [640, 360];
const PHONE = 390;

let browser: Browser;
const folder = temporaryFolder();

beforeAll(async () => {
  if (!executablePath) return;
  browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const create = { width: WIDTH, height: HEIGHT, channels: 3, background: "#4a7" } as const;
  const jpeg = await sharp({ create }).jpeg().toBuffer();
  const lecture = longSummary({ isHeard: true, picture: { width: WIDTH, height: HEIGHT, jpeg } });
  const shrink = async (picture: Buffer) => picture;
  const { data } = await reportFile(lecture, catalogueFor("en"), { shrink });
  await writeFile(join(folder, "report.html"), data);
});

afterAll(() => browser?.close());

async function open(name: string, width: number) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
  await page.goto(pathToFileURL(join(folder, name)).href);
  return page;
}

const LANDED = `({
  id: document.querySelector(":target").id,
  top: Math.round(document.querySelector(":target").getBoundingClientRect().top),
})`;

describeUnless(chromiumMissing, "the report of three hours in a browser", () => {
  it.each([PHONE, 1280])("fits %d pixels, and no time on the strip runs into another", async (width) => {
    const page = await open("report.html", width);
    const facts = await page.evaluate<{ scroll: number; gaps: number[]; blocks: number[]; film: number }>(`({
      scroll: document.documentElement.scrollWidth,
      gaps: [...document.querySelectorAll(".ticks span")]
        .map((one) => one.getBoundingClientRect())
        .map((box, i, all) => box.left - (all[i - 1]?.right ?? -100)),
      blocks: [...document.querySelectorAll(".strip li")].map((one) => one.getBoundingClientRect().width),
      film: document.querySelectorAll(".film img").length,
    })`);
    await page.close();
    expect(facts.scroll).toBeLessThanOrEqual(width);
    expect(Math.min(...facts.gaps)).toBeGreaterThan(2);
    expect(facts.blocks).toHaveLength(12);
    expect(Math.min(...facts.blocks)).toBeGreaterThan(20);
    expect(facts.film).toBe(12);
  });

  it.each([
    ["the contents", ".contents .chapters li:nth-child(7) a", "chapter-7"],
    ["the strip", ".strip li:nth-child(5) a", "chapter-5"],
    ["the small pictures", ".film li:nth-child(12) a", "segment-104"],
    ["a chapter", "#chapter-3 .ways a:first-child", "said-3"],
    ["what was said", "#said-2 li:last-child a", "segment-18"],
    ["a part", ".parts li:nth-child(4) a", "segment-19"],
  ])("lands on the right place from %s", async (_, link, id) => {
    const page = await open("report.html", PHONE);
    await page.click(link);
    const landed = await page.evaluate<{ id: string; top: number }>(LANDED);
    await page.close();
    expect(landed.id).toBe(id);
    expect(landed.top).toBeGreaterThanOrEqual(0);
    expect(landed.top).toBeLessThan(100);
  });

  it("prints on paper: no torn heading, what was said in columns, no link back", async () => {
    const page = await open("report.html", 1280);
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate<{ ways: string; columns: string; heading: string[] }>(`({
      ways: getComputedStyle(document.querySelector(".ways")).display,
      columns: getComputedStyle(document.querySelector(".transcript ol")).columnCount,
      heading: ["breakInside", "breakAfter"].map((name) => getComputedStyle(document.querySelector(".chapter h2"))[name]),
    })`);
    const paper = (await page.pdf({ format: "A4" })).toString("latin1");
    await page.close();
    expect(seen).toEqual({ ways: "none", columns: "2", heading: ["avoid", "avoid"] });
    const pages = paper.match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(20);
    expect(pages).toBeLessThan(80);
  });
});
