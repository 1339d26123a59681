import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { labelsOf } from "../fakes/discord/reading.ts";
import { must } from "../fakes/discord/world.ts";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import { x264 } from "../fixtures/known-clips/known-clip.ts";
import { CHROMIUM_ARGUMENTS, chromiumMissing, executablePath } from "../report/chromium.ts";
import { numbersOf } from "../support/clip-numbers.ts";
import { eventually } from "../support/eventually.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { itUnless } from "../support/unless.ts";
import { openRoom as openDiscord } from "./discord-room.ts";
import { openRoom as openSlack } from "./slack-room.ts";

/** Ten frames a second, each with its number; blue from 0:04 on, teal from 0:08 on. */
const FILM = {
  shots: (["red", "blue", "teal"] as const).map((colour) => ({ colour, frames: 40 })),
  rate: 10,
  width: 320,
  height: 180,
  encode: x264("-g", "40", "-keyint_min", "40", "-sc_threshold", "0"),
} as const satisfies ClipOptions;

const folder = temporaryFolder();
/** Clips as they were posted, by platform. */
const posted = new Map<string, string>();

beforeAll(() => makeClip(join(folder, "film.mp4"), FILM));

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  startCuepoint(args, { cwd: folder, env: { DATA_DIR: join(folder, "data"), TMPDIR: folder, ...env } })
    .finished;

const numbersFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

async function keep(platform: string, data: Buffer): Promise<string> {
  const path = join(folder, `${platform}.mp4`);
  await writeFile(path, data);
  posted.set(platform, path);
  return path;
}

describe("in a terminal", () => {
  it("a clip holds the frames from one time to another, and nothing else", async () => {
    const { code, stdout, stderr } = await run(["clip", "film.mp4", "0:02.03", "0:06.1"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("Clip 0:02 – 0:06");
    const path = join("cuepoint-out", "film", "0m02s-0m06.1s.mp4");
    expect(stdout).toContain(path);
    // The one on screen at 2.03 is number 20; number 61 begins as the clip ends.
    expect((await numbersOf(join(folder, path))).numbers).toEqual(numbersFrom(20, 60));
  });

  it("--clips cuts out each segment, one after the other", async () => {
    const { code, stderr } = await run(["summarize", "film.mp4", "--clips", "--out", "lesson"]);
    expect(code, stderr).toBe(0);
    const names = (await readdir(join(folder, "lesson"))).filter((name) => name.endsWith(".mp4")).sort();
    const shown = await Promise.all(names.map((name) => numbersOf(join(folder, "lesson", name))));
    expect(shown.flatMap(({ numbers }) => numbers)).toEqual(numbersFrom(0, 119));
    expect(names.length).toBeGreaterThan(1);
  });

  it.each([
    ["a reversed range", ["0:06", "0:02"], "“0:06” to “0:02” isn’t a valid time range."],
    ["a part beyond the end", ["0:20", "0:30"], "The range is outside the video"],
    ["what is no time", ["soon", "0:30"], "“soon” isn’t a time I understand."],
    ["no part at all", [], "Which part of the video would you like?"],
  ])("%s is refused in one line", async (_, times, sentence) => {
    const { code, stdout, stderr } = await run(["clip", "film.mp4", ...times]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.trim().split("\n")[0]).toContain(sentence);
  });

  it("three hours are more than a clip may have", async () => {
    const { code, stderr } = await run(["clip", "film.mp4", "0:01", "3:00:00"], { CLIP_MAX_SECONDS: "5" });
    expect(code).toBe(2);
    expect(stderr).toContain("A clip can be 5 seconds long at most, and this one would be 11 seconds.");
  });

  it("what a reader must know of a clip is said in their language", async () => {
    const { stdout } = await run(["clip", "film.mp4", "0:01", "0:03"], { LANG: "zh_CN.UTF-8" });
    expect(stdout).toContain("片段 0:01 – 0:03");
    expect(stdout).toContain("这个片段没有声音。");
  });
});

it("on Discord a clip comes by a menu, by words and by what happens in it", async () => {
  await using room = await openDiscord();
  await room.start();
  const { people, read } = room.discord;
  const film = { name: "film.mp4", data: await readFile(join(folder, "film.mp4")) };
  const asked = people.runs(room.ada, room.films, "summarize", { video: film });
  const place = await room.thread(() => asked.reply);
  await room.heard(place, "Red, blue, teal");
  const menu = () => read(place).find((message) => labelsOf(message).includes("Clip"));
  const shown = await eventually(() => must(menu(), "menu"));
  const video = (name: RegExp) =>
    eventually(() => {
      const files = read(place).flatMap((message) => message.files);
      return must(
        files.find((file) => name.test(file.name)),
        "clip",
      );
    });

  people.presses(room.ada, shown, "Clip", "0:04 – 0:08 Blue");
  const bySegment = await video(/^0m04s-0m08s-blue\.mp4$/);
  expect(bySegment.contentType).toBe("video/mp4");
  const path = await keep("discord", bySegment.data);
  expect((await numbersOf(path)).numbers).toEqual(numbersFrom(40, 79));

  // Its neighbor asks about the same part, by a form.
  const form = people.presses(room.ada, shown, "Ask about a part", "0:04 – 0:08 Blue");
  await eventually(() => expect(form.modal?.title).toBe("Ask about this part"));
  people.enters(room.ada, form, "", "When is the picture blue?");
  await room.heard(place, /At 0:04 – 0:08: When is the picture blue\?\s+Yes, the picture is blue\./);

  people.says(room.ada, place, { text: "clip 0:02 - 0:03" });
  const byTimes = await video(/^0m02s-0m03s-red\.mp4$/);
  expect((await numbersOf(await keep("times", byTimes.data))).numbers).toEqual(numbersFrom(20, 29));

  people.says(room.ada, place, { text: "send me the part where the picture is teal" });
  const found = await video(/^0m08s-0m12s-the-picture-is-teal\.mp4$/);
  expect((await numbersOf(await keep("found", found.data))).numbers).toEqual(numbersFrom(80, 119));
});

it("on Slack a clip comes by a card's button and by words, as a file of its own, and a card's part is asked about", async () => {
  await using room = await openSlack();
  await room.start();
  const place = room.show(await readFile(join(folder, "film.mp4")), "film.mp4");
  await eventually(() => expect(room.read(place).flatMap(({ actions }) => actions)).toContain("Clip"));
  const video = (name: string) =>
    eventually(() => {
      const files = [...room.slack.world.files.values()].filter((file) => file.isComplete);
      const data = files.find((file) => file.name === name)?.data;
      return { data: must(data, "clip") };
    });
  room.slack.people.press(place.channel, place.ts, "Clip", undefined, 2);
  const path = await keep("slack", (await video("0m04s-0m08s-blue.mp4")).data);
  expect((await numbersOf(path)).numbers).toEqual(numbersFrom(40, 79));

  room.slack.people.press(place.channel, place.ts, "Ask", undefined, 2);
  await eventually(() => expect(room.slack.world.forms).toHaveLength(1));
  room.slack.people.enter("", "When is the picture blue?");
  await eventually(() =>
    expect(JSON.stringify(room.read(place))).toContain("At 0:04 – 0:08: When is the picture blue?"),
  );

  room.say(place, "把画面是 teal 的那段发给我");
  await eventually(() =>
    expect(room.read(place).flatMap(({ files }) => files)).toContain("0m08s-0m12s-画面是-teal.mp4"),
  );
});

interface Played {
  readonly videoWidth: number;
  readonly videoHeight: number;
  readonly duration: number;
  readonly currentTime: number;
}

/** Plays the page's video to its end, in the browser. */
const PLAY = `new Promise((done, failed) => {
  const video = document.querySelector("video");
  video.playbackRate = 4;
  video.onended = () => {
    const { videoWidth, videoHeight, duration, currentTime } = video;
    done({ videoWidth, videoHeight, duration, currentTime });
  };
  video.onerror = () => failed(new Error(video.error.message));
  video.play().catch(failed);
})`;

itUnless(chromiumMissing, "the clips that were posted play in Chromium to their end", async () => {
  const browser = await chromium.launch({ executablePath: executablePath ?? "", args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage();
    for (const platform of ["discord", "slack"]) {
      const source = pathToFileURL(must(posted.get(platform), "clip")).href;
      const html = join(folder, `${platform}.html`);
      await writeFile(html, `<video src="${source}" muted></video>`);
      await page.goto(pathToFileURL(html).href);
      const played = await page.evaluate<Played>(PLAY);
      expect(played).toMatchObject({ videoWidth: 320, videoHeight: 180 });
      expect(Math.abs(played.duration - 4)).toBeLessThan(0.15);
      expect(played.currentTime).toBeCloseTo(played.duration, 1);
    }
  } finally {
    await browser.close();
  }
});
