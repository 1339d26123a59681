import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { reportFile } from "../../../src/report/report-file.ts";
import { renderSummary } from "../../../src/summary/render.ts";
import { hostileMessage } from "../../contracts/chat-samples.ts";
import { renderThreadHtml } from "../../fakes/discord/html.ts";
import { must } from "../../fakes/discord/world.ts";
import { summary } from "../../fixtures/summary.ts";
import { CHROMIUM_ARGUMENTS, chromiumMissing, executablePath } from "../../report/chromium.ts";
import { describeUnless } from "../../support/unless.ts";
import { startBot, threadIdOf } from "./harness.ts";

let browser: Browser;

beforeAll(async () => {
  if (executablePath) browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
});

afterAll(() => browser?.close());

interface Facts {
  readonly text: string;
  readonly pictures: readonly { alt: string; loaded: boolean }[];
  readonly links: number;
  readonly mentions: number;
  readonly scroll: number;
}

const LOOK = `({
  text: document.querySelector("main").innerText,
  pictures: [...document.images].map((one) => ({ alt: one.alt, loaded: one.complete && one.naturalWidth > 0 })),
  links: document.links.length,
  mentions: document.querySelectorAll(".mention").length,
  scroll: document.documentElement.scrollWidth,
})`;

/** A thread as a person has it on the screen, and every address that the page asked for. */
async function look(html: string, width: number) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) asked.push(request.url());
  });
  await page.setContent(html);
  const facts = await page.evaluate<Facts>(LOOK);
  await page.close();
  return { ...facts, asked };
}

describeUnless(chromiumMissing, "a thread on the screen", () => {
  it.each([390, 900])("shows a summary in order, with every still, at %d pixels", async (width) => {
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        const catalogue = catalogueFor(event.locale);
        const files = [await reportFile(summary(), catalogue)];
        await adapter.thread(event.thread, event.id).post({ ...renderSummary(summary(), catalogue), files });
      },
    });
    const { people, settled, read, threadAt, world } = bot.discord;
    people.runs(bot.ada, bot.films, "summarize", { options: { link: "https://video.example/talk.mp4" } });
    await settled();
    const thread = must(threadAt(must(read(bot.films)[0], "reply").id), "thread");
    const seen = await look(renderThreadHtml(world, thread), width);
    const parts = ["A rabbit’s quiet morning", "0:00 – 0:42", "The meadow at dawn", "Still at 0:12.5"];
    const places = [...parts, "The rabbit wakes", "An apple falls", "Based on 96 frames", "report.html"];
    const found = places.map((part) => seen.text.indexOf(part));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found).not.toContain(-1);
    expect(seen.pictures.map(({ loaded }) => loaded)).toEqual([true, true, true]);
    expect(seen.pictures.every(({ alt }) => alt.startsWith("Still at "))).toBe(true);
    expect(seen.scroll).toBeLessThanOrEqual(width);
  });

  it("shows hostile words as words: nothing to click, no one mentioned, nothing fetched", async () => {
    await using bot = await startBot();
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    await thread.post(hostileMessage());
    const seen = await look(renderThreadHtml(bot.discord.world, bot.post), 900);
    expect(seen.text).toContain("https://evil.example/?q=secret");
    expect(seen.text).toContain("[click](https://evil.example/?q=secret)");
    expect(seen).toMatchObject({ links: 0, mentions: 0, asked: [] });
  });
});
