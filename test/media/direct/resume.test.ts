import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../support/code-of.ts";
import { fakeMp4, fetchAll, linkFetcher } from "../../support/link-fetcher.ts";
import { LINK, videoSite } from "./video-site.ts";

const site = videoSite();
const { serve } = site;

describe("a server that breaks off", () => {
  const file = fakeMp4(60_000);
  /** Serves the file in parts of 20,000 bytes, breaking off after each. */
  const breaking = (rest: (request: IncomingMessage, response: ServerResponse, from: number) => void) => {
    const ranges: (string | undefined)[] = [];
    serve((request, response) => {
      ranges.push(request.headers.range);
      const from = Number(/\d+/.exec(request.headers.range ?? "")?.[0] ?? 0);
      if (from > 0) rest(request, response, from);
      else {
        response.writeHead(200, { "content-length": file.length, etag: '"v1"', "accept-ranges": "bytes" });
        response.write(file.subarray(0, 20_000), () => response.destroy());
      }
    });
    return ranges;
  };
  const head = (from: number, over: Record<string, string> = {}) => ({
    "content-length": file.length - from,
    "content-range": `bytes ${from}-${file.length - 1}/${file.length}`,
    etag: '"v1"',
    ...over,
  });

  it("is asked for the rest of the same file, more than once", async () => {
    const ranges = breaking((request, response, from) => {
      expect(request.headers["if-range"]).toBe('"v1"');
      response.writeHead(206, head(from));
      response.write(file.subarray(from, from + 20_000), () => {
        if (from + 20_000 < file.length) response.destroy();
        else response.end();
      });
    });
    expect(await fetchAll(linkFetcher(site.net.guard), LINK)).toEqual(file);
    expect(ranges).toEqual([undefined, "bytes=20000-", "bytes=40000-"]);
  });

  it.each([
    ["the whole file again", 200, {}],
    ["416", 416, { "content-range": "bytes */60000" }],
    ["another part", 206, { "content-range": "bytes 0-59999/60000" }],
    ["a file of another size", 206, { "content-range": "bytes 20000-69999/70000" }],
    ["a part of no known place", 206, { "content-range": "" }],
    ["another version", 206, { etag: '"v2"' }],
    ["no version at all", 206, { etag: "" }],
    ["an encoded part", 206, { "content-encoding": "gzip" }],
    ["a redirect", 302, { location: "http://127.0.0.1/" }],
  ])("and then gives %s is given up", async (_, status, over) => {
    breaking((_request, response, from) =>
      response.writeHead(status, head(from, over)).end(file.subarray(from)),
    );
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-interrupted");
    expect(site.net.canaryHits()).toBe(0);
  });

  it.each([
    ["another", "Thu, 02 Jan 2025 00:00:00 GMT"],
    ["no", ""],
  ])("and then gives a part with %s date of the last change is given up", async (_, date) => {
    serve((request, response) => {
      const from = Number(/\d+/.exec(request.headers.range ?? "")?.[0] ?? 0);
      const facts = { "content-length": file.length - from, "last-modified": date };
      if (from > 0) {
        const range = `bytes ${from}-${file.length - 1}/${file.length}`;
        response.writeHead(206, { ...facts, "content-range": range }).end(file.subarray(from));
        return;
      }
      response.writeHead(200, { ...facts, "last-modified": "Wed, 01 Jan 2025 00:00:00 GMT" });
      response.write(file.subarray(0, 20_000), () => response.destroy());
    });
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-interrupted");
  });

  it("and then gives less than the rest is asked for what is left, though it never told the size before", async () => {
    const ranges: (string | undefined)[] = [];
    serve((request, response) => {
      ranges.push(request.headers.range);
      const from = Number(/\d+/.exec(request.headers.range ?? "")?.[0] ?? 0);
      if (from === 0) {
        response.writeHead(200, { etag: '"v1"', "accept-ranges": "bytes" });
        response.write(file.subarray(0, 20_000), () => response.destroy());
        return;
      }
      const part = file.subarray(from, from + 20_000);
      const range = `bytes ${from}-${from + part.length - 1}/${file.length}`;
      response
        .writeHead(206, { "content-length": part.length, "content-range": range, etag: '"v1"' })
        .end(part);
    });
    expect(await fetchAll(linkFetcher(site.net.guard), LINK)).toEqual(file);
    expect(ranges).toEqual([undefined, "bytes=20000-", "bytes=40000-"]);
  });

  it("is given up after three tries", async () => {
    const ranges = breaking((_, response, from) => {
      response.writeHead(206, head(from));
      response.write(file.subarray(from, from + 100), () => response.destroy());
    });
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-interrupted");
    expect(ranges).toHaveLength(4);
  });

  it.each([
    ["no name for this version of the file", { "accept-ranges": "bytes" }],
    ["only a weak one", { etag: 'W/"v1"' }],
    ["no ranges", { etag: '"v1"', "accept-ranges": "none" }],
  ])("and has %s is not asked again", async (_, headers) => {
    let requests = 0;
    serve((_request, response) => {
      requests++;
      response.writeHead(200, { "content-length": file.length, ...headers });
      response.write(file.subarray(0, 20_000), () => response.destroy());
    });
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-interrupted");
    expect(requests).toBe(1);
  });

  it("because it promised more bytes than it has is interrupted, not complete", async () => {
    serve((_, response) => {
      response.writeHead(200, { "content-length": 5_000_000 });
      response.write(file, () => response.socket?.end());
    });
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard), LINK))).toBe("link-interrupted");
  });

  it("and sends more than it promised gives what it promised", async () => {
    serve((_, response) => {
      const all = Buffer.concat([
        Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n"),
        fakeMp4(52_000),
      ]);
      response.socket?.end(all);
    });
    expect(await fetchAll(linkFetcher(site.net.guard), LINK)).toHaveLength(2_000);
  });
});
