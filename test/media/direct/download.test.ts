import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { FetchProgress } from "../../../src/http/progress.ts";
import { codeOf } from "../../support/code-of.ts";
import { fakeMp4, fetchAll, linkFetcher } from "../../support/link-fetcher.ts";
import { pour } from "./pour.ts";
import { LINK, videoSite } from "./video-site.ts";

const site = videoSite();
const { serve } = site;

const never = new AbortController().signal;

describe("a direct link", () => {
  it("gives the file's bytes, its size and a name from its path", async () => {
    const file = fakeMp4(100_000);
    serve((_, response) => response.writeHead(200, { "content-length": file.length }).end(file));
    const video = await linkFetcher(site.net.guard).open(LINK, never);
    expect(video).toMatchObject({ name: "talk.mp4", size: 100_000 });
    expect(await fetchAll(linkFetcher(site.net.guard), LINK)).toEqual(file);
    if ("body" in video) await video.body[Symbol.asyncIterator]().return?.();
  });

  it("tells bytes, the whole and the rate as they arrive", async () => {
    const file = fakeMp4(300_000);
    serve((_, response) => response.writeHead(200, { "content-length": file.length }).end(file));
    let clock = 0;
    const seen: FetchProgress[] = [];
    const video = await linkFetcher(site.net.guard, {}, { now: () => (clock += 1000) }).open(
      LINK,
      never,
      (at) => {
        seen.push(at);
      },
    );
    if ("path" in video) throw new TypeError("a direct link gives a stream");
    await Array.fromAsync(video.body);
    const last = seen.at(-1);
    expect(last).toMatchObject({ bytes: 300_000, totalBytes: 300_000 });
    // The meter's own clock went one second for the request and one for each piece.
    expect(last?.bytesPerSecond).toBe(Math.round(300_000 / (seen.length + 1)));
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
  });

  it.each([301, 303, 404, 403, 500, 204, 206])("that answers %i is unreachable", async (status) => {
    serve((_, response) => response.writeHead(status).end());
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-unreachable");
  });

  it("that answers with nothing is empty", async () => {
    serve((_, response) => response.writeHead(200).end());
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("file-empty");
  });

  it("closes its connection when what was opened is never read", async () => {
    const closed = Promise.withResolvers<void>();
    serve((_, response) => {
      response.on("close", () => closed.resolve());
      pour(response.writeHead(200), fakeMp4(64_000));
    });
    const video = await linkFetcher(site.net.guard).open(LINK, never);
    if ("path" in video) throw new TypeError("a direct link gives a stream");
    await video.body[Symbol.asyncIterator]().return?.();
    await expect(closed.promise).resolves.toBeUndefined();
  });

  it("stops when it is cancelled, and closes its connection", async () => {
    const closed = Promise.withResolvers<void>();
    serve((_, response) => {
      response.on("close", () => closed.resolve());
      response.writeHead(200).write(fakeMp4(64_000));
    });
    const abort = new AbortController();
    const video = await linkFetcher(site.net.guard).open(LINK, abort.signal);
    if ("path" in video) throw new TypeError("a direct link gives a stream");
    const reading = codeOf(Array.fromAsync(video.body));
    abort.abort();
    expect(await reading).toBe("cancelled");
    await closed.promise;
  });
});

describe("what is not a video", () => {
  const PAGE = "<!doctype html><html><body>Sign in</body></html>";
  it.each([
    ["a page that says so", "text/html; charset=utf-8", PAGE],
    ["a page that calls itself a video", "video/mp4", PAGE],
    ["an HLS playlist", "application/vnd.apple.mpegurl", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"],
    ["an HLS playlist that calls itself a video", "video/mp4", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"],
    ["a DASH manifest", "application/dash+xml", "<MPD/>"],
    ["a DASH manifest that calls itself a video", "video/mp4", '<?xml version="1.0"?><MPD/>'],
    ["a concat script", "video/mp4", "ffconcat version 1.0\nfile /etc/passwd\n"],
    ["a session description", "video/mp4", "v=0\no=- 0 0 IN IP4 127.0.0.1\n"],
    ["a PNG picture", "video/mp4", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["an AVIF picture", "video/mp4", Buffer.from("\0\0\0\x1cftypavif\0\0\0\0avifmif1")],
    ["an MP3 file", "video/mp4", Buffer.from("ID3\x04\0\0\0\0\0\0")],
    ["a few bytes", "video/mp4", "GIF"],
  ])("%s is refused", async (_, type, body) => {
    serve((_request, response) => response.writeHead(200, { "content-type": type }).end(body));
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-not-a-video");
  });

  it("encoded bytes are refused, so that a small answer cannot grow", async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    serve((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip", "content-length": bomb.length }).end(bomb),
    );
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-not-a-video");
  });
});

describe("the log", () => {
  it("knows the host, the code and the reason of a refused link, and never its path or query", async () => {
    const lines: unknown[] = [];
    const logger = { info: (...line: unknown[]) => lines.push(line) };
    serve((_, response) => response.writeHead(404).end());
    const fetcher = linkFetcher(site.net.guard, {}, { logger: logger as never });
    await codeOf(fetcher.open(LINK, never));
    await codeOf(fetcher.open("http://10.0.0.1/secret.mp4?key=hidden", never));
    const text = JSON.stringify(lines);
    expect(text).toContain("video.example");
    expect(text).toContain("status 404");
    expect(text).toContain("private-address");
    expect(text).not.toMatch(/hidden|secret|talk/);
  });
});
