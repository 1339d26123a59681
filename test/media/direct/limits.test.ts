import { describe, expect, it } from "vitest";
import { codeOf } from "../../support/code-of.ts";
import { fakeMp4, fetchAll, linkFetcher } from "../../support/link-fetcher.ts";
import { pour } from "./pour.ts";
import { LINK, videoSite } from "./video-site.ts";

const site = videoSite();
const { serve } = site;

const never = new AbortController().signal;

describe("limits", () => {
  it("refuse by the size that the server tells, before the body", async () => {
    serve((_, response) => response.writeHead(200, { "content-length": 11_000_000 }).write(fakeMp4(2_000)));
    expect(await codeOf(linkFetcher(site.net.guard).open(LINK, never))).toBe("link-too-large");
  });

  it("refuse by the bytes that come where the server tells no size", async () => {
    serve((_, response) => pour(response.writeHead(200), fakeMp4(64_000)));
    const seen: number[] = [];
    const video = await linkFetcher(site.net.guard).open(LINK, never, ({ bytes }) => seen.push(bytes));
    if ("path" in video) throw new TypeError("a direct link gives a stream");
    expect(await codeOf(Array.fromAsync(video.body))).toBe("link-too-large");
    expect(seen.at(-1)).toBeLessThan(10_200_000);
  });

  it("end an answer that never begins, with the sentence of a link that is not there", async () => {
    serve(() => undefined);
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard, { answerMs: 60 }), LINK))).toBe(
      "link-unreachable",
    );
  });

  it("end a body that stops coming", async () => {
    serve((_, response) => response.writeHead(200).write(fakeMp4(2_000)));
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard, { idleMs: 60 }), LINK))).toBe("link-too-slow");
  });

  it("end a body that drips on for ever, however steady", async () => {
    serve((_, response) => {
      response.writeHead(200).write(fakeMp4(2_000));
      const drip = setInterval(() => response.write("."), 10);
      response.on("close", () => clearInterval(drip));
    });
    expect(await codeOf(fetchAll(linkFetcher(site.net.guard, { totalMs: 300 }), LINK))).toBe("link-too-slow");
  });
});
