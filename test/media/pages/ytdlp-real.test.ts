import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isBelowFloor, ytdlpVersion } from "../../../src/media/pages/ytdlp-program.ts";
import { findProgram } from "../../../src/process/find-program.ts";
import { NO_ISOLATION } from "../../../src/process/isolation.ts";
import { ffmpeg, makeClip } from "../../fixtures/clip.ts";
import { makeSoundClip } from "../../fixtures/sound-clip.ts";
import { codeOf } from "../../support/code-of.ts";
import type { Handler } from "../../support/fake-internet.ts";
import { soundFile } from "../../support/sound-file.ts";
import { describeUnless } from "../../support/unless.ts";
import { type PageSite, startPageSite } from "./page-site.ts";

const searchPath = process.env.PATH ?? "";
const path = process.env.YTDLP_PATH || findProgram("yt-dlp", searchPath) || "";
const program = { path, environment: { PATH: searchPath }, isolation: NO_ISOLATION, node: process.execPath };
const version = path === "" ? null : await ytdlpVersion(program, new AbortController().signal);

/** The page is ours, and no site of our list; only here may the extractors for any page open it. */
const extractors = ["generic", "html5"];

const page = (source: string) =>
  `<html><head><title>A talk</title></head><body><video controls><source src="${source}" type="video/mp4"></video></body></html>`;

// Debian's yt-dlp is years too old to know half of the options that confine it.
const missing =
  version === null
    ? "yt-dlp is not installed"
    : isBelowFloor(version)
      ? `yt-dlp ${version} is too old`
      : null;

describeUnless(missing, "the real yt-dlp", () => {
  let clip: Buffer;
  /** A talk as most sites stream it: its picture and its sound in pieces of their own, listed in `talk.mpd`. */
  const parts = mkdtempSync(join(tmpdir(), "cuepoint-parts-"));
  let site: PageSite;
  const answer: Handler = (request, response) => {
    const html = (source: string) => response.setHeader("content-type", "text/html").end(page(source));
    if (request.url === "/talk") html("/clip.mp4");
    else if (request.url === "/inside") html("http://127.0.0.1/secret.mp4");
    else if (request.url === "/away") response.writeHead(302, { location: "http://127.0.0.1/" }).end();
    else if (request.url === "/clip.mp4") response.setHeader("content-type", "video/mp4").end(clip);
    else if (existsSync(join(parts, basename(request.url ?? "")))) {
      response.end(readFileSync(join(parts, basename(request.url ?? ""))));
    } else response.writeHead(404).end();
  };

  beforeAll(async () => {
    site = await startPageSite(answer, path);
    const folder = mkdtempSync(join(tmpdir(), "cuepoint-clip-"));
    const file = join(folder, "clip.mp4");
    await makeClip(file, { shots: [{ colour: "red", frames: 10 }], width: 160, height: 96 });
    clip = readFileSync(file);
    const talk = join(parts, "whole.mp4");
    await makeSoundClip(talk, { seconds: 8, tracks: [{ spoken: [{ start: 2, end: 6 }] }] });
    const dash = ["-c", "copy", "-f", "dash", "-seg_duration", "2", "-use_template", "1"];
    await ffmpeg(["-i", talk, ...dash, join(parts, "talk.mpd")]);
    rmSync(talk);
    rmSync(folder, { recursive: true });
  });

  afterAll(async () => {
    rmSync(parts, { recursive: true });
    await site[Symbol.asyncDispose]();
  });

  it("fetches a page's video through the proxy", async () => {
    const video = await site.open("/talk", { extractors });
    if (!("path" in video)) throw new TypeError("a page gives a file");
    expect(readFileSync(video.path)).toEqual(clip);
    expect(video.title).toContain("A talk");
    await video.release?.();
    expect(site.left()).toEqual([]);
  });

  it.each([
    ["sound", "fetched", true],
    ["captions", "left-out", false],
  ] as const)(
    "fetches picture and sound that come apart, where %s is wanted",
    async (words, sound, hasAudio) => {
      const video = await site.open("/talk.mpd", { extractors }, new AbortController().signal, words);
      if (!("path" in video)) throw new TypeError("a page gives a file");
      expect(video.sound).toBe(sound);
      const { info } = (await soundFile(video.path)).video;
      expect(info.hasAudio).toBe(hasAudio);
      await video.release?.();
      expect(site.left()).toEqual([]);
    },
  );

  it.each(["/inside", "/away"])("is kept from where %s would lead", async (where) => {
    expect(await codeOf(site.open(where, { extractors }))).toBe("link-unreachable");
    expect(site.net.canaryHits()).toBe(0);
    expect(site.left()).toEqual([]);
    await site.mark.gone();
  });

  it("opens no page that is on no list", async () => {
    expect(await codeOf(site.open("/talk"))).toBe("page-without-video");
    expect(site.net.canaryHits()).toBe(0);
  });
});
