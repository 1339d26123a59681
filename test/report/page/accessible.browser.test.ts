import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { numberCues } from "../../../src/sound/transcript.ts";
import type { Finding } from "../../../src/summary/kinds/finding.ts";
import type { Summary } from "../../../src/summary/summary.ts";
import { longSummary } from "../../fixtures/long-summary.ts";
import { still, storyboard, summary } from "../../fixtures/summary.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeUnless } from "../../support/unless.ts";
import { CHROMIUM_ARGUMENTS, chromiumMissing, executablePath } from "../chromium.ts";
import { pageOf } from "../report-of.ts";

let browser: Browser;
const folder = temporaryFolder();

const cues = numberCues([{ start: 3, end: 6, text: "Good morning." }]);
const slide: Finding = {
  ...{ type: "slide", start: 0, end: 42, text: "The plan", read: "1. Grow", cues, label: "12.5" },
  still: still(12.5),
};
const task: Finding = {
  ...{ type: "task", start: 3, end: 6, text: "Send the plan.", who: "Ana", due: "Friday", cues, label: null },
};
const event: Finding = {
  ...{ type: "event", start: 10, end: 20, text: "", places: ["left"], cues: [], label: null },
  still: still(12.5),
};

const PAGES: Readonly<Record<string, Summary>> = {
  "a summary": summary({ cues }),
  "a storyboard": storyboard(),
  "hours in chapters": longSummary(),
  "the minutes of a meeting": summary({ cues, kind: { name: "meeting" }, findings: [task] }),
  "a lecture with slides": summary({ cues, kind: { name: "lecture" }, findings: [slide] }),
  "a night of a camera": summary({
    ...{ kind: { name: "camera" }, findings: [event] },
    activity: { start: 0, every: 10, values: [0, 0.5, 1, 0, 0, 0.2] },
  }),
};

beforeAll(async () => {
  if (executablePath) browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
});

afterAll(async () => {
  await browser?.close();
});

async function open(made: Summary, width: number, colorScheme: "light" | "dark") {
  const path = join(folder, "page.html");
  await writeFile(path, pageOf(made));
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  await page.goto(pathToFileURL(path).href);
  return page;
}

describeUnless(chromiumMissing, "a report", () => {
  it.each(Object.entries(PAGES))("of %s breaks no rule of accessibility", async (_, made) => {
    for (const [width, scheme] of [
      [390, "dark"],
      [1280, "light"],
    ] as const) {
      const page = await open(made, width, scheme);
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate<axe.AxeResults>("axe.run()");
      const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      expect(faults).toEqual([]);
      expect(passes.length).toBeGreaterThan(10);
      await page.close();
    }
  });

  it("can be gone through by the keyboard, and shows where one is", async () => {
    const page = await open(summary(), 1280, "light");
    const links = await page.locator("a[href]").count();
    const reached = new Set<string>();
    for (let i = 0; i < links; i++) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate<string>(
        "[document.activeElement.getAttribute('href'), getComputedStyle(document.activeElement).outlineStyle].join(' ')",
      );
      expect(seen).not.toMatch(/null|none$/);
      reached.add(seen);
    }
    expect(reached.size).toBeGreaterThanOrEqual(4);
    await page.keyboard.press("Enter");
    await page.close();
  });

  it("lets the keyboard skip its navigation, and goes in the order in which it reads", async () => {
    const page = await open(longSummary(), 390, "dark");
    const here = () =>
      page.evaluate<{ href: string; top: number; left: number; isInNav: boolean }>(`({
        href: document.activeElement.getAttribute("href"),
        top: document.activeElement.getBoundingClientRect().top,
        left: document.activeElement.getBoundingClientRect().left,
        isInNav: document.activeElement.closest("nav") !== null,
      })`);
    await page.keyboard.press("Tab");
    const first = await here();
    expect(first.href).toBe("#text");
    expect(Math.min(first.top, first.left)).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await here()).toMatchObject({ isInNav: false, href: expect.stringMatching(/^#(?!text)/) });
    // The keyboard follows the order of the page.
    expect(await page.locator("[tabindex]:not([tabindex='-1'])").count()).toBe(0);
    await page.close();
  });
});
