import { describe, expect, it } from "vitest";
import { chooseFrames } from "../../../src/summary/ask/choose-frames.ts";
import { framesOf as takeFrames } from "../../../src/video/sample/frames-of.ts";
import { mixed } from "../../../src/video/sample/mixed.ts";
import type { VideoFile } from "../../../src/video/video.ts";
import { connectEmbedder } from "../../../src/vision/embeddings/connect.ts";
import {
  type HistogramEmbeddingServer,
  startHistogramEmbeddingServer,
} from "../../fakes/embedding-server/histogram-embedding-server.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import type { Colour } from "../../fixtures/paint.ts";
import { codeOf } from "../../support/code-of.ts";
import { eventually } from "../../support/eventually.ts";
import { paintJpeg } from "../../support/painted-jpeg.ts";
import { analysed, framesOf, hold, paintedVideo } from "../../support/painted-scan.ts";

const never = new AbortController().signal;
const SHOTS: readonly Colour[] = ["red", "blue", "red", "blue", "red", "green", "blue", "red", "blue", "red"];
const SHOT = 4;
const painted = framesOf(
  SHOTS.flatMap((colour) => hold({ colour }, SHOT * 10)),
  10,
);
const scan = await analysed(painted);
const colourAt = (time: number) => SHOTS[Math.floor(time / SHOT)] ?? "black";
const ALL = new Set(["red", "blue", "green"]);

/** The painted film, which can be looked at; notes the frames that were decoded. */
function film(): VideoFile & { readonly reads: number[] } {
  const reads: number[] = [];
  return {
    ...paintedVideo(painted),
    reads,
    async *framesAt(times) {
      reads.push(...times);
      for (const timestamp of times)
        yield { timestamp, width: 448, height: 252, jpeg: await paintJpeg({ colour: colourAt(timestamp) }) };
    },
  };
}

async function choosing(server: HistogramEmbeddingServer) {
  const logger = createFakeLogger();
  const embedder = await connectEmbedder({ baseUrl: server.url, timeoutMs: 20_000 }, logger, never);
  return { strategy: mixed, byMeaning: async () => embedder, logger };
}

const wanting = { budget: 4, side: 512 };
const usual = mixed.choose(scan, wanting.budget);

describe("the frames that a model gets", () => {
  it("are chosen by what a server says they mean, and not decoded twice", async () => {
    await using server = await startHistogramEmbeddingServer();
    const video = film();
    const deps = await choosing(server);
    const { chosen, kept } = await chooseFrames(
      deps,
      { video, scan, kept: null },
      { budget: 3, side: 512 },
      never,
    );
    expect(chosen.length).toBeLessThanOrEqual(3);
    expect(new Set(chosen.map(({ timestamp }) => colourAt(timestamp)))).toEqual(ALL);
    expect(new Set(mixed.choose(scan, 3).map(({ timestamp }) => colourAt(timestamp)))).not.toEqual(ALL);
    const decoded = video.reads.length;
    const frames = await takeFrames(video, { scan, chosen, kept, longSide: 512 }, never);
    expect(frames.map(({ timestamp }) => timestamp)).toEqual(chosen.map(({ timestamp }) => timestamp));
    expect(video.reads.length).toBe(decoded);
  });

  it("are those of the strategy without a server, and no frame is decoded for the choice", async () => {
    const video = film();
    const logger = createFakeLogger();
    const kept = { longSide: 512, frames: [], isProven: true };
    for (const deps of [
      { strategy: mixed, logger },
      { strategy: mixed, logger, byMeaning: async () => null },
    ]) {
      const found = await chooseFrames(deps, { video, scan, kept }, wanting, never);
      expect(found.chosen).toEqual(usual);
      expect(found.kept).toBe(kept);
    }
    expect(video.reads).toEqual([]);
    expect(logger.lines).toEqual([]);
  });

  it("are those of the strategy where the server fails meanwhile, with a line in the log", async () => {
    await using server = await startHistogramEmbeddingServer();
    const deps = await choosing(server);
    server.misbehave("status", { status: 400 });
    const { chosen } = await chooseFrames(deps, { video: film(), scan, kept: null }, wanting, never);
    expect(chosen).toEqual(usual);
    expect(JSON.stringify(deps.logger.lines)).toContain("no vectors of the frames");
  });

  it("are not chosen any more once the job is stopped", async () => {
    await using server = await startHistogramEmbeddingServer();
    const deps = await choosing(server);
    const before = server.requests.length;
    server.misbehave("hang");
    const stop = new AbortController();
    const chosen = codeOf(chooseFrames(deps, { video: film(), scan, kept: null }, wanting, stop.signal));
    await eventually(() => expect(server.requests.length).toBeGreaterThan(before));
    stop.abort();
    expect(await chosen).toBe("cancelled");
    await eventually(() => expect(server.requests.slice(before).every(({ wasLeft }) => wasLeft)).toBe(true));
  });
});
