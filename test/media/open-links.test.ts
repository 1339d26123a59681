import { connect } from "node:net";
import { expect, it } from "vitest";
import type { OpenPage } from "../../src/media/download.ts";
import { createLinks, type LinkSettings } from "../../src/media/open-links.ts";
import { NO_ISOLATION } from "../../src/process/isolation.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { codeOf } from "../support/code-of.ts";
import { startInternet } from "../support/fake-internet.ts";
import { programFolder } from "../support/fake-program.ts";
import { fetchAll, linkFetcher } from "../support/link-fetcher.ts";

const signal = new AbortController().signal;
const { program } = programFolder();

function settings(over: Partial<LinkSettings> = {}): LinkSettings {
  return {
    ytdlpPath: null,
    ports: [],
    maxMegabytes: 1,
    maxMinutes: 10,
    seconds: 20,
    temporary: "/nonexistent",
    environment: { PATH: process.env.PATH ?? "" },
    isolation: NO_ISOLATION,
    join: async () => false,
    logger: createFakeLogger(),
    ...over,
  };
}

it.each([
  ["no yt-dlp is named", null, "pages-off"],
  ["it is too old", program("old", "echo 2023.03.04"), "pages-off"],
  // The folder for its run cannot be made, so the link got as far as that.
  ["it is new enough", program("new", "echo 2026.10.26"), "unexpected"],
])("decides on links to pages where %s", async (_, ytdlpPath, code) => {
  const links = await createLinks(settings({ ytdlpPath }), signal);
  expect(await codeOf(links.open("https://youtu.be/dQw4w9WgXcQ", signal))).toBe(code);
});

it("hands on which words of a page are wanted: captions, unless it is told otherwise", async () => {
  const wanted: string[] = [];
  const openPage: OpenPage = async (_, __, ___, words) => {
    wanted.push(words);
    return { name: "talk", path: "/nonexistent" };
  };
  await using net = await startInternet();
  const links = linkFetcher(net.guard, {}, { openPage });
  const page = "https://youtu.be/dQw4w9WgXcQ";
  await links.open(page, signal);
  await links.open(page, signal, undefined, 0, "sound");
  await links.open(page, signal, undefined, 0, "none");
  expect(wanted).toEqual(["captions", "sound", "none"]);
});

it("connects to the ports of the settings and to no others", async () => {
  const dialled: string[] = [];
  const network: LinkSettings["network"] = {
    resolve: async () => ["93.184.216.34"],
    dial: (address, port) => {
      dialled.push(`${address}:${port}`);
      // Nothing listens on port 9 of loopback.
      return connect(9, "127.0.0.1");
    },
  };
  const links = await createLinks(settings({ ports: [8080], network }), signal);
  for (const port of [80, 8080, 8081]) await codeOf(fetchAll(links, `http://video.example:${port}/v.mp4`));
  expect(dialled).toEqual(["93.184.216.34:80", "93.184.216.34:8080"]);
});

it("takes nothing of this machine for a public host", async () => {
  const links = await createLinks(settings(), signal);
  expect(await codeOf(fetchAll(links, "http://localhost/v.mp4"))).toBe("link-unreachable");
});
