import { existsSync, readFileSync } from "node:fs";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { takeVideo } from "../../../src/media/local-video.ts";
import { codeOf } from "../../support/code-of.ts";
import { fakeMp4 } from "../../support/link-fetcher.ts";
import { startPageSite } from "./page-site.ts";

const VIDEO = fakeMp4(50_000);
const INFO = { title: "A talk", duration: 60, is_live: false, live_status: "not_live", chapters: null };
const CHAPTERS = [
  { start_time: 0, end_time: 20, title: "Begin\u202Ening" },
  { start_time: 20, end_time: 60, title: "End" },
  { start_time: 9, end_time: 3, title: "backwards" },
];

const PAGES: Readonly<Record<string, unknown>> = {
  "/talk": {
    info: { ...INFO, chapters: CHAPTERS, language: "en" },
    video: "/video.mp4",
    captions: {
      en: "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
      "zh-Hans": "WEBVTT\n",
      live_chat: "WEBVTT\n\n00:00.000 --> 00:01.000\nfirst!\n",
    },
  },
  "/list": { info: { ...INFO, playlist_title: "All talks", playlist_count: 12 }, video: "/video.mp4" },
  "/live": { info: { ...INFO, is_live: true }, video: "/video.mp4" },
  "/soon": { info: { ...INFO, live_status: "is_upcoming" }, video: "/video.mp4" },
  "/long": { info: { ...INFO, duration: 3601 }, video: "/video.mp4" },
  "/hang": { info: INFO, do: "hang" },
  "/fill": { info: INFO, do: "fill" },
  "/inside": { info: INFO, video: "http://127.0.0.1/secret.mp4" },
  "/metadata": { info: INFO, video: "http://169.254.169.254/latest/" },
  "/picture": { info: INFO, video: "/picture.mp4" },
  "/endless": { info: INFO, video: "/endless.mp4" },
  "/odd": { info: { title: 7, chapters: "none", duration: "long" }, video: "/video.mp4" },
  "/nothing": { info: null, video: "/video.mp4" },
  "/login": { error: "[youtube] abc: Sign in to confirm you’re not a bot. Use --cookies" },
  "/age": {
    error: "[youtube] abc: Sign in to confirm your age. This video may be inappropriate for some users.",
  },
  "/members": { error: "[vimeo] 1: The web client only works when logged-in. Use --cookies" },
  "/session": {
    error: "[youtube] abc: The current session has been rate-limited by YouTube for up to an hour",
  },
  "/forbidden": { error: "unable to download video data: HTTP Error 403: Forbidden" },
  "/challenge": { challenge: true, info: INFO, video: "/video.mp4" },
  "/private": { error: "[youtube] abc: Private video" },
  "/rate": { error: "[tiktok] Unable to download webpage: HTTP Error 429: Too Many Requests" },
  "/unknown": { error: "Unsupported URL: http://page.example/unknown" },
  "/text": { error: "[twitter] 123: No video could be found in this tweet" },
  "/premiere": { error: "[youtube] abc: Premieres in 3 hours" },
  "/strange": { error: "[loom] Something never seen before" },
};

const site = await startPageSite((request, response) => {
  const path = request.url ?? "";
  if (path === "/video.mp4") response.end(VIDEO);
  else if (path === "/picture.mp4") response.end("<html>not a video</html>");
  else if (path === "/endless.mp4") {
    const pour = () => {
      while (!response.destroyed && response.write(VIDEO));
    };
    response.on("drain", pour);
    pour();
  } else if (path in PAGES) response.end(JSON.stringify(PAGES[path]));
  else response.writeHead(404).end();
});

afterAll(() => site[Symbol.asyncDispose]());
afterEach(async () => {
  await site.mark.gone();
  expect(site.net.canaryHits()).toBe(0);
  expect(site.left()).toEqual([]);
});

describe("a page", () => {
  it("gives its video with title, chapters, captions and language, and goes when it is released", async () => {
    const video = await site.open("/talk");
    expect(video).toMatchObject({
      name: "A talk",
      title: "A talk",
      language: "en",
      chapters: [
        { start: 0, end: 20, title: "Begin ning" },
        { start: 20, end: 60, title: "End" },
      ],
      captions: [
        { language: "en", vtt: expect.stringContaining("Hello") },
        { language: "zh-Hans", vtt: "WEBVTT\n" },
      ],
    });
    if (!("path" in video)) throw new TypeError("a page gives a file");
    expect(readFileSync(video.path)).toEqual(VIDEO);
    const options = { temporary: "", maxMegabytes: 1, signal: new AbortController().signal };
    await using local = await takeVideo(video, options);
    expect(local.size).toBe(VIDEO.length);
    await local[Symbol.asyncDispose]();
    expect(existsSync(video.path)).toBe(false);
  });

  it("tells how much has come", async () => {
    site.progress.length = 0;
    const video = await site.open("/talk", { now: () => 0 });
    expect(site.progress.map(({ bytes, totalBytes }) => [bytes, totalBytes])).toEqual([
      [25_000, 50_000],
      [50_000, null],
    ]);
    if ("path" in video) await video.release?.();
  });

  it("that is a list gives its first video and says how many there are", async () => {
    const video = await site.open("/list");
    expect(video.playlist).toEqual({ title: "All talks", videos: 12 });
    if ("path" in video) await video.release?.();
  });

  it("that describes itself oddly gives its video all the same", async () => {
    const video = await site.open("/odd");
    expect(video).toMatchObject({ name: "video", chapters: [] });
    if ("path" in video) await video.release?.();
  });

  it.each([
    ["/live", "page-live"],
    ["/soon", "page-live"],
    ["/premiere", "page-live"],
    ["/long", "too-long"],
    ["/login", "page-sign-in"],
    ["/age", "page-sign-in"],
    ["/members", "page-sign-in"],
    ["/session", "page-busy"],
    ["/forbidden", "page-blocked"],
    ["/challenge", "page-challenge"],
    ["/private", "page-blocked"],
    ["/rate", "page-busy"],
    ["/strange", "page-blocked"],
    ["/unknown", "page-without-video"],
    ["/text", "page-without-video"],
    ["/picture", "page-without-video"],
    ["/nothing", "page-without-video"],
    ["/inside", "link-unreachable"],
    ["/metadata", "link-unreachable"],
    ["/endless", "link-too-large"],
    ["/fill", "link-too-large"],
  ])("%s ends in %s", async (path, code) => {
    expect(await codeOf(site.open(path))).toBe(code);
  });

  it("whose challenge has its solver scripts gives its video, with our own Node as the runtime", async () => {
    const environment = { ...site.mark.environment, FAKE_SCRIPTS: "0.8.0" };
    const video = await site.open("/challenge", { program: { ...site.options.program, environment } });
    expect(video).toMatchObject({ title: "A talk" });
    if ("path" in video) await video.release?.();
  });

  it("that takes too long is given up, with everything that it started", async () => {
    const limits = { ...site.options.limits, totalMs: 1_500 };
    expect(await codeOf(site.open("/hang", { limits }))).toBe("link-too-slow");
  });

  it("stops when it is cancelled", async () => {
    const abort = new AbortController();
    const opening = codeOf(site.open("/hang", {}, abort.signal));
    abort.abort();
    expect(await opening).toBe("cancelled");
  });

  it("on a private network is refused before anything is started", async () => {
    const { createPageOpener } = await import("../../../src/media/pages/open-page.ts");
    const open = createPageOpener(site.options);
    const signal = new AbortController().signal;
    expect(await codeOf(open("http://127.0.0.1/watch", signal, () => undefined, "captions"))).toBe(
      "link-unreachable",
    );
  });
});
