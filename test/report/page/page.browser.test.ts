import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Summary } from "../../../src/summary/summary.ts";
import { still, storyboard, summary } from "../../fixtures/summary.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeUnless } from "../../support/unless.ts";
import { CHROMIUM_ARGUMENTS, chromiumMissing, executablePath } from "../chromium.ts";
import { pageOf } from "../report-of.ts";

const WIDTHS = [390, 1280] as const;
const PAGES = { summary: "full.html", storyboard: "storyboard.html", awkward: "awkward.html" } as const;

let browser: Browser;
const folder = temporaryFolder();

beforeAll(async () => {
  if (!executablePath) return;
  browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const wide = await jpeg(1280, 720);
  const tall = await jpeg(360, 640);
  const write = (name: string, page: Summary) => writeFile(join(folder, name), pageOf(page));
  await write(PAGES.summary, withStills(summary(), wide));
  await write(PAGES.storyboard, withStills(storyboard(), wide));
  await write(PAGES.awkward, awkward(withStills(summary(), tall)));
});

afterAll(async () => {
  await browser?.close();
});

async function jpeg(width: number, height: number) {
  const data = await sharp({ create: { width, height, channels: 3, background: "#4a7" } })
    .jpeg()
    .toBuffer();
  return { width, height, jpeg: data };
}

function withStills(page: Summary, picture: Awaited<ReturnType<typeof jpeg>>): Summary {
  const segments = page.segments.map((segment) => ({
    ...segment,
    still: still(segment.still.timestamp, picture),
  }));
  return { ...page, segments };
}

/** Words without a place to break, a script from right to left, and segments too short to draw in proportion. */
function awkward(page: Summary): Summary {
  const word = "x".repeat(200);
  const ranges = [
    [0, 0.1],
    [0.1, 7199],
    [7199, 7200],
  ] as const;
  return {
    ...page,
    title: word,
    overview: `${word} صورة غيوم وردية فوق الغابة`,
    video: { ...page.video, name: `${word}.mp4` },
    coverage: { ...page.coverage, end: 7200 },
    segments: page.segments.map((segment, index) => ({
      ...segment,
      start: ranges[index]?.[0] ?? 0,
      end: ranges[index]?.[1] ?? 0,
      theme: `<script>document.title = "owned"</script>${word}`,
    })),
  };
}

async function open(name: string, width: number, colorScheme: "light" | "dark" = "light") {
  const page = await browser.newPage({
    viewport: { width, height: 800 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const faults: string[] = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, name)).href);
  return { page, faults };
}

const background = (page: Page) => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");

describeUnless(chromiumMissing, "the report in a browser", () => {
  describe.each(WIDTHS)("at %d pixels", (width) => {
    it.each(Object.values(PAGES))("%s fits, shows every picture and has no fault", async (name) => {
      const { page, faults } = await open(name, width);
      const facts = await page.evaluate<{ scroll: number; loaded: boolean[]; alts: string[] }>(`({
        scroll: document.documentElement.scrollWidth,
        loaded: [...document.images].map((image) => image.complete && image.naturalWidth > 1),
        alts: [...document.images].map((image) => image.alt),
      })`);
      await page.close();
      expect(facts.scroll).toBeLessThanOrEqual(width);
      expect(facts.loaded).toEqual([true, true, true]);
      expect(facts.alts.every((alt) => alt.startsWith("Still at "))).toBe(true);
      expect(faults).toEqual([]);
    });

    it("lands on the segment of every link in the timeline", async () => {
      const { page } = await open(PAGES.summary, width);
      for (const position of [3, 2, 1]) {
        await page.click(`nav li:nth-child(${position}) a`);
        const landed = await page.evaluate<{ id: string; top: number }>(`({
          id: document.querySelector(":target").id,
          top: document.querySelector(":target").getBoundingClientRect().top,
        })`);
        expect(landed.id).toBe(`segment-${position}`);
        expect(landed.top).toBeGreaterThanOrEqual(0);
        expect(landed.top).toBeLessThan(800);
      }
      await page.close();
    });

    it("keeps the timeline's blocks inside the strip and wide enough to see", async () => {
      const { page } = await open(PAGES.awkward, width);
      const boxes = await page.evaluate<{ left: number; right: number; width: number }[]>(`(() => {
        const strip = document.querySelector(".strip").getBoundingClientRect();
        return [...document.querySelectorAll(".strip li")].map((item) => {
          const box = item.getBoundingClientRect();
          return { left: box.left - strip.left, right: strip.right - box.right, width: box.width };
        });
      })()`);
      await page.close();
      for (const box of boxes) {
        expect(box.left).toBeGreaterThanOrEqual(-0.5);
        expect(box.right).toBeGreaterThanOrEqual(-0.5);
        expect(box.width).toBeGreaterThanOrEqual(6);
      }
    });
  });

  it("runs no script that a model wrote", async () => {
    const { page } = await open(PAGES.awkward, 1280);
    expect(await page.title()).toBe("x".repeat(200));
    await page.close();
  });

  it("is dark for those who like it dark, but never on paper", async () => {
    const light = await open(PAGES.summary, 1280, "light");
    const dark = await open(PAGES.summary, 1280, "dark");
    const [lightColour, darkColour] = [await background(light.page), await background(dark.page)];
    await dark.page.emulateMedia({ media: "print", colorScheme: "dark" });
    const paper = await background(dark.page);
    await light.page.close();
    await dark.page.close();
    expect(darkColour).not.toBe(lightColour);
    expect(paper).toBe("rgb(255, 255, 255)");
  });

  it("prints whole on paper: nothing is cut off, and where a time leads can be read", async () => {
    const address = `https://videos.example/watch?v=${"x".repeat(150)}&t=42s`;
    const times = [{ text: "0:42", url: address }];
    await writeFile(join(folder, "linked.html"), pageOf(awkward(summary()), { times: [] }));
    await writeFile(join(folder, "paper.html"), pageOf(summary(), { times }));
    for (const name of ["linked.html", "paper.html", PAGES.summary]) {
      // A4 without its margins, in pixels.
      const { page } = await open(name, 673);
      await page.emulateMedia({ media: "print" });
      const cut = await page.evaluate<
        string[]
      >(`[...document.querySelectorAll("main *:not(.strip *, .ticks *, .skip)")]
        .filter((one) => one.getBoundingClientRect().right > 674 || (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
          && getComputedStyle(one).overflow !== "visible"))
        .map((one) => one.outerHTML.slice(0, 80))`);
      expect(cut, name).toEqual([]);
      await page.close();
    }
    const { page } = await open("paper.html", 673);
    const shown = () =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector(".time[data-opens]"), "::after").content`,
      );
    expect(await shown()).toBe("none");
    await page.emulateMedia({ media: "print" });
    expect(await shown()).toContain("https://videos.example/watch");
    expect(await page.locator(".skip").isVisible()).toBe(false);
    await page.close();
  });

  it("reads in order: title, timeline, segments, how it was made", async () => {
    const { page } = await open(PAGES.summary, 1280);
    const headings = await page.evaluate<string[]>(
      `[...document.querySelectorAll("h1, h2")].map((heading) => heading.tagName + " " + heading.textContent)`,
    );
    await page.close();
    expect(headings).toEqual([
      "H1 A rabbit’s quiet morning",
      "H2 The meadow at dawn",
      "H2 The rabbit wakes",
      "H2 An apple falls",
      "H2 How this was made",
    ]);
  });
});
