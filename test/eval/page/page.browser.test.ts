import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../eval/page/render-page.ts";
import type { RunFile } from "../../../eval/run/result.ts";
import { CHROMIUM_ARGUMENTS, chromiumMissing, executablePath } from "../../report/chromium.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeUnless } from "../../support/unless.ts";
import { sampleRun } from "./sample-run.ts";

const PAGES = ["one.html", "two.html"] as const;
/** What takes long over many videos is done over two. */
const BRIEF = "brief.html";

let browser: Browser;
const folder = temporaryFolder();

beforeAll(async () => {
  if (!executablePath) return;
  browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const before = { name: "before.json", run: sampleRun(["careful", "careless", "fickle"]) };
  const after = { name: `${"x".repeat(200)}.json`, run: sampleRun(["careful", "careless"]) };
  await writeFile(join(folder, "one.html"), renderPage([before]).bytes());
  await writeFile(join(folder, "two.html"), renderPage([before, after]).bytes());
  const brief = { name: "brief.json", run: firstVideos(before.run, 2) };
  await writeFile(
    join(folder, BRIEF),
    renderPage([brief, { ...after, run: firstVideos(after.run, 2) }]).bytes(),
  );
});

afterAll(async () => {
  await browser?.close();
});

function firstVideos({ cases, outcomes, ...rest }: RunFile, count: number): RunFile {
  const kept = cases.slice(0, count);
  return { ...rest, cases: kept, outcomes: outcomes.filter((one) => kept.some(({ id }) => id === one.case)) };
}

async function open(
  name: (typeof PAGES)[number] | typeof BRIEF,
  width: number,
  colorScheme: "light" | "dark" = "light",
) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const faults: string[] = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) faults.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, name)).href);
  return { page, faults };
}

const background = (page: Page) => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");

/** Heights of what a person opens to read. */
const openHeights = (page: Page) =>
  page.evaluate<number[]>(
    `[...document.querySelectorAll(".beside")].map((one) => one.checkVisibility({ contentVisibilityAuto: true }) ? one.getBoundingClientRect().height : 0)`,
  );

describeUnless(chromiumMissing, "the page of an evaluation in a browser", () => {
  describe.each([390, 1280])("at %d pixels", (width) => {
    it.each(PAGES)("%s fits with everything opened, and has no fault", async (name) => {
      const { page, faults } = await open(name, width);
      await page.evaluate(`document.querySelectorAll("details").forEach((one) => { one.open = true; })`);
      const scroll = await page.evaluate<number>("document.documentElement.scrollWidth");
      const heights = await openHeights(page);
      const title = await page.title();
      await page.close();
      expect(scroll).toBeLessThanOrEqual(width);
      expect(heights.every((height) => height > 100)).toBe(true);
      expect(title).toBe(name === "one.html" ? "Evaluation" : "Two evaluations, compared");
      expect(faults).toEqual([]);
    });

    it("draws every dot within its plot, and every block and still within its lane", async () => {
      const { page } = await open("one.html", width);
      const outside = await page.evaluate<number>(`(() => {
        const isOutside = (one) => {
          const [mark, plot] = [one, one.closest("svg")].map((each) => each.getBoundingClientRect());
          const middle = mark.left + mark.width / 2;
          return plot.width < 60 || middle < plot.left - 1 || middle > plot.right + 1;
        };
        return [...document.querySelectorAll(".plot circle, .lane rect, .lane circle")].filter(isOutside).length;
      })()`);
      const drawn = await page.locator(".plot circle, .lane circle").count();
      await page.close();
      expect(drawn).toBeGreaterThan(100);
      expect(outside).toBe(0);
    });
  });

  it.each([
    [390, "dark"],
    [1280, "light"],
  ] as const)("breaks no rule of accessibility at %d pixels, %s", async (width, scheme) => {
    const { page } = await open(BRIEF, width, scheme);
    await page.evaluate(`document.querySelectorAll("details").forEach((one) => { one.open = true; })`);
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate<axe.AxeResults>("axe.run()");
    await page.close();
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    expect(faults).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
  });

  it("lands on the video of a link in the table", async () => {
    const { page } = await open("two.html", 1280);
    await page.click('.cases a[href="#case-park-4"]');
    const top = await page.evaluate<number>(`document.querySelector(":target").getBoundingClientRect().top`);
    await page.close();
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(800);
  });

  it("is dark for those who like it dark, but never on paper, which has everything opened", async () => {
    const light = await open("one.html", 1280);
    const dark = await open("one.html", 1280, "dark");
    expect(await background(dark.page)).not.toBe(await background(light.page));
    expect(await openHeights(dark.page)).toEqual(Array(8).fill(0));
    await dark.page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await background(dark.page)).toBe("rgb(255, 255, 255)");
    expect((await openHeights(dark.page)).every((height) => height > 100)).toBe(true);
    await Promise.all([light.page.close(), dark.page.close()]);
  });
});
