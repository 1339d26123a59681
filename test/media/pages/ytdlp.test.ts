import { afterAll, describe, expect, it } from "vitest";
import type { createLinkFetcher } from "../../../src/media/download.ts";
import { enablePages } from "../../../src/media/pages/open-page.ts";
import type { PageWords } from "../../../src/media/pages/page-info.ts";
import { NAMED_EXTRACTORS, ytdlpArguments } from "../../../src/media/pages/ytdlp-arguments.ts";
import { parseProgress } from "../../../src/media/pages/ytdlp-output.ts";
import { isBelowFloor, ytdlpVersion } from "../../../src/media/pages/ytdlp-program.ts";
import { codeOf } from "../../support/code-of.ts";
import { linkFetcher } from "../../support/link-fetcher.ts";
import { startPageSite } from "./page-site.ts";

const signal = new AbortController().signal;
const site = await startPageSite((_, response) => response.end());
afterAll(() => site[Symbol.asyncDispose]());

const withVersion = (version: string) => ({
  ...site.options,
  program: { ...site.options.program, environment: { ...site.mark.environment, FAKE_VERSION: version } },
});

const argumentsFor = (link: string, words: PageWords = "captions") =>
  ytdlpArguments({
    folder: "/job",
    configuration: "/job/yt-dlp.conf",
    link,
    node: "/opt/node/bin/node",
    extractors: NAMED_EXTRACTORS,
    maxMegabytes: 100,
    words,
  });

describe("yt-dlp's arguments", () => {
  const args = argumentsFor("-oops");

  it("end with the link, where it cannot be read as an option", () => {
    expect(args.slice(-2)).toEqual(["--", "-oops"]);
  });

  it("name extractors one by one, and never the one for any page", () => {
    const names = args[args.indexOf("--use-extractors") + 1]?.split(",") ?? [];
    expect(names).toContain("youtube");
    expect(names).toContain("loom");
    expect(names.filter((name) => /generic|default|all|html5/i.test(name))).toEqual([]);
  });

  it("allow no configuration, plugin, cookie, command, cache or helper program", () => {
    for (const option of [
      "--ignore-config",
      "--no-plugin-dirs",
      "--no-remote-components",
      "--no-exec",
      "--no-cookies",
      "--no-cookies-from-browser",
      "--no-cache-dir",
      "--no-playlist",
    ]) {
      expect(args).toContain(option);
    }
    expect(args[args.indexOf("--ffmpeg-location") + 1]).toBe("/job");
    expect(args[args.indexOf("--max-filesize") + 1]).toBe("100000000");
  });

  it("name our own Node for challenges, and no other runtime", () => {
    const at = args.indexOf("--no-js-runtimes");
    expect(args.slice(at, at + 3)).toEqual(["--no-js-runtimes", "--js-runtimes", "node:/opt/node/bin/node"]);
  });

  it("leave warnings on, which alone say that a challenge was not solved", () => {
    expect(args).not.toContain("--no-warnings");
  });

  it.each([
    ["https://www.youtube.com/watch?v=abc", ".*-orig"],
    ["https://youtu.be/abcdefg", ".*-orig"],
    ["https://vimeo.com/123456", "all,-live_chat,-rechat,-danmaku"],
  ])("ask for no machine's translation of captions: %s", (link, languages) => {
    const asked = argumentsFor(link);
    expect(asked[asked.indexOf("--sub-langs") + 1]).toBe(languages);
  });

  it("ask for sound where it is wanted, one that fits and in the language that is spoken", () => {
    const formatOf = (words: PageWords) => {
      const asked = argumentsFor("https://vimeo.com/123456", words);
      return asked[asked.indexOf("--format") + 1] ?? "";
    };
    const [good, apart] = formatOf("sound").split("/");
    expect(good).toBe("b[height<=720][height>=600][filesize<?100000000][filesize_approx<?100000000]");
    expect(apart).toMatch(
      /^bv\*\[height<=720\]\[filesize<\?80000000\].*\+ba\[abr<=\?96\]\[filesize<\?20000000\]/,
    );
    // "wa" is the worst in every language.
    expect(formatOf("sound")).not.toMatch(/\bwa\b/);
    // What is taken without sound is also what is left where there is none.
    expect(formatOf("sound").endsWith(formatOf("captions"))).toBe(true);
    expect(formatOf("none")).toBe(formatOf("captions"));
  });

  it("ask for no captions where no words are wanted", () => {
    const asked = argumentsFor("https://vimeo.com/123456", "none").join(" ");
    expect(asked).not.toContain("--sub-langs");
    expect(asked).not.toContain("--write");
  });

  it("hold no password", () => {
    expect(args.join(" ")).not.toMatch(/--proxy|:\/\/\w+:/);
  });
});

describe("yt-dlp's version", () => {
  it.each([
    ["2026.07.04", false],
    ["2026.07.04.232300", false],
    ["2026.10.26", false],
    ["2026.07.03", true],
    ["2026.06.09", true],
    ["2023.03.04", true],
  ])("%s is below the floor: %s", (version, below) => {
    expect(isBelowFloor(version)).toBe(below);
  });

  it("is what the program says, and nothing else", async () => {
    expect(await ytdlpVersion(withVersion("2026.10.26").program, signal)).toBe("2026.10.26");
    expect(await ytdlpVersion(withVersion("latest").program, signal)).toBeNull();
    expect(await ytdlpVersion({ ...site.options.program, path: "/nonexistent" }, signal)).toBeNull();
  });
});

describe("links to pages", () => {
  const PAGE = "https://youtu.be/dQw4w9WgXcQ";

  it("are on with a program that is new enough", async () => {
    expect(await enablePages(withVersion("2026.07.04"), signal)).not.toBeNull();
  });

  it.each(["2023.03.04", "unknown"])("stay off with a program of version %s", async (version) => {
    expect(await enablePages(withVersion(version), signal)).toBeNull();
  });

  it("get the sentence on how to switch them on while they are off", async () => {
    expect(await codeOf(linkFetcher(site.net.guard).open(PAGE, signal))).toBe("pages-off");
    expect(site.net.dialled).toEqual([]);
  });

  it("are handed to yt-dlp, and other links are not", async () => {
    const opened: string[] = [];
    const openPage = async (link: string) => {
      opened.push(link);
      return { name: "x", path: "/x" };
    };
    const fetcher: ReturnType<typeof createLinkFetcher> = linkFetcher(site.net.guard, {}, { openPage });
    expect(await fetcher.open(PAGE, signal)).toMatchObject({ path: "/x" });
    await codeOf(fetcher.open("http://page.example/v.mp4", signal));
    expect(opened).toEqual([PAGE]);
  });
});

describe("a line of progress", () => {
  it.each([
    ["cuepoint-progress 1024 2048", { bytes: 1024, total: 2048 }],
    ["cuepoint-progress 1024 2048.7", { bytes: 1024, total: 2048.7 }],
    ["cuepoint-progress 1024 NA", { bytes: 1024, total: null }],
    ["cuepoint-progress NA NA", null],
    ["[download] 50%", null],
  ])("%j is read as %j", (line, progress) => {
    expect(parseProgress(line)).toEqual(progress);
  });
});
