import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { REST } from "discord.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createOpenAttachment as openFromDiscord,
  refOf,
} from "../../adapters/discord/files/open-attachment.ts";
import { createOpenAttachment as openFromSlack } from "../../adapters/slack/files/open-attachment.ts";
import { createAddresses } from "../../adapters/slack/web/client.ts";
import type { Download } from "../../src/chat/video-sources.ts";
import { takeVideo } from "../../src/media/local-video.ts";
import { beginAnew } from "../../src/media/take-linked.ts";
import { systemClock } from "../../src/util/clock.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { codeOf } from "../support/code-of.ts";
import { type FakeInternet, startInternet } from "../support/fake-internet.ts";
import { fakeMp4, linkFetcher } from "../support/link-fetcher.ts";
import { replacedFile } from "../support/replaced-file.ts";
import { serveHttp } from "../support/servers/loopback.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const temporary = temporaryFolder();
const LINK = "http://video.example/talk.mp4";
const { signal } = new AbortController();
const FIRST = fakeMp4(60_000);
const SECOND = Buffer.concat([fakeMp4(30_000), Buffer.alloc(20_000, 7)]);
const BREAK = 20_000;

let net: FakeInternet;
beforeAll(async () => {
  net = await startInternet();
});
afterAll(() => net[Symbol.asyncDispose]());

const patience = { signal, pauseMs: 0 };
const take = (source: Download) => takeVideo(source, { temporary, maxMegabytes: 1, signal });

const takeLink = () =>
  beginAnew(
    async (usedMs) => take(await linkFetcher(net.guard).open(LINK, signal, () => {}, usedMs)),
    patience,
  );

/** The rest of the second file, as a server sends it that does not look at If-Range. */
function restOfSecond(over: Readonly<Record<string, string>>) {
  return (response: ServerResponse, from: number) => {
    const range = `bytes ${from}-${SECOND.length - 1}/${SECOND.length}`;
    response.writeHead(206, { "content-length": SECOND.length - from, "content-range": range, ...over });
    response.end(SECOND.subarray(from));
  };
}

const sumOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("a link whose file changed while it was fetched", () => {
  it.each([
    ["another ETag", { etag: '"v1"' }, { etag: '"v2"' }],
    ["no ETag", { etag: '"v1"' }, {}],
    [
      "another date",
      { "last-modified": "Wed, 01 Jan 2025 00:00:00 GMT" },
      { "last-modified": "Thu, 02 Jan 2025 00:00:00 GMT" },
    ],
    ["another size", { etag: '"v1"' }, { etag: '"v1"' }],
  ])("and whose rest has %s is fetched from its beginning", async (_, headers, over) => {
    const { handler, ranges } = replacedFile([FIRST, SECOND], BREAK, headers, restOfSecond(over));
    net.site("93.184.216.34", ["video.example"], handler);
    await using video = await takeLink();
    expect(readFileSync(video.path)).toEqual(SECOND);
    expect(video).toMatchObject({ size: SECOND.length, sha256: sumOf(SECOND) });
    expect(ranges).toEqual([undefined, `bytes=${BREAK}-`, undefined]);
  });

  it("and whose rest is longer than the file was is fetched from its beginning", async () => {
    const longer = (response: ServerResponse, from: number) => {
      const range = `bytes ${from}-${FIRST.length + 99}/*`;
      response
        .writeHead(206, { "content-range": range, etag: '"v1"' })
        .end(Buffer.alloc(FIRST.length + 100 - from));
    };
    const { handler } = replacedFile([FIRST, SECOND], BREAK, { etag: '"v1"' }, longer);
    net.site("93.184.216.34", ["video.example"], handler);
    await using video = await takeLink();
    expect(video.sha256).toBe(sumOf(SECOND));
  });

  it("and that comes whole where the rest was asked for is fetched from its beginning", async () => {
    const whole = (response: ServerResponse) => response.writeHead(200, { etag: '"v2"' }).end(SECOND);
    const { handler } = replacedFile([FIRST, SECOND], BREAK, { etag: '"v1"' }, whole);
    net.site("93.184.216.34", ["video.example"], handler);
    await using video = await takeLink();
    expect(video.sha256).toBe(sumOf(SECOND));
  });
});

describe("a link whose download breaks off", () => {
  it("and can be recognised by nothing is fetched from its beginning", async () => {
    const { handler, ranges } = replacedFile([FIRST, FIRST], BREAK, {}, restOfSecond({}));
    net.site("93.184.216.34", ["video.example"], handler);
    await using video = await takeLink();
    expect(video.sha256).toBe(sumOf(FIRST));
    expect(ranges).toEqual([undefined, undefined]);
  });

  it("each time is given up, and leaves nothing behind", async () => {
    let requests = 0;
    net.site("93.184.216.34", ["video.example"], (_request, response) => {
      requests++;
      response.writeHead(200, { "content-length": FIRST.length });
      response.write(FIRST.subarray(0, BREAK), () => response.destroy());
    });
    expect(await codeOf(takeLink())).toBe("link-interrupted");
    expect(requests).toBe(3);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("begins anew within the time that it may take in all", async () => {
    const { handler } = replacedFile([FIRST, FIRST], BREAK, {}, restOfSecond({}));
    net.site("93.184.216.34", ["video.example"], handler);
    const fetcher = linkFetcher(net.guard, { totalMs: 60_000 });
    const opened = beginAnew(async () => take(await fetcher.open(LINK, signal, () => {}, 60_000)), patience);
    await expect(opened).rejects.toMatchObject({ code: "link-too-slow", details: { seconds: 60 } });
  });

  it("is asked again after a server that stumbles", async () => {
    const asked: (string | undefined)[] = [];
    net.site("93.184.216.34", ["video.example"], (request, response) => {
      const { range: from } = request.headers;
      const isFirst = from !== undefined && !asked.includes(from);
      asked.push(from);
      if (isFirst) response.writeHead(503).end();
      else if (from !== undefined) {
        const range = `bytes ${BREAK}-${FIRST.length - 1}/${FIRST.length}`;
        response.writeHead(206, { "content-range": range, etag: '"v1"' }).end(FIRST.subarray(BREAK));
      } else {
        response.writeHead(200, { "content-length": FIRST.length, etag: '"v1"' });
        response.write(FIRST.subarray(0, BREAK), () => response.destroy());
      }
    });
    await using video = await takeLink();
    expect(video.sha256).toBe(sumOf(FIRST));
    expect(asked.slice(-2)).toEqual([`bytes=${BREAK}-`, `bytes=${BREAK}-`]);
  });
});

describe.each(["slack", "discord"] as const)(
  "an attachment of %s that changed while it was fetched",
  (platform) => {
    it.each([
      ["another ETag", { etag: '"v2"' }],
      ["no ETag", {}],
    ])("and whose rest has %s is fetched from its beginning", async (_, over) => {
      const { handler, ranges } = replacedFile([FIRST, SECOND], BREAK, { etag: '"v1"' }, restOfSecond(over));
      await using server = await serveHttp(handler);
      await using video = await beginAnew(async () => take(await openers[platform](server.url)), patience);
      expect(readFileSync(video.path)).toEqual(SECOND);
      expect(ranges).toEqual([undefined, `bytes=${BREAK}-`, undefined]);
    });
  },
);

const openers: Readonly<Record<"slack" | "discord", (base: string) => Promise<Download>>> = {
  slack(base) {
    const url = `${base}/files-pri/T1-F1/film.mp4`;
    const open = openFromSlack({
      api: { file: async () => ({ url_private: url }) },
      token: "xoxb-1",
      addresses: createAddresses(base),
      clock: systemClock,
      logger: createFakeLogger(),
    });
    return open({ platform: "slack", id: "F1", name: "film.mp4" }, signal);
  },
  discord(base) {
    const open = openFromDiscord({ rest: new REST(), apiUrl: base, now: Date.now });
    const url = `${base}/attachments/1/2/film.mp4`;
    return open(refOf({ attachment: "1457705189376000099", url, name: "film.mp4", size: 1 }), signal);
  },
};
