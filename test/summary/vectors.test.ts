import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { summarize } from "../../src/summary/pipeline.ts";
import type { SummaryDeps } from "../../src/summary/request.ts";
import { createFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { createEmbedderSource } from "../../src/vision/embeddings/embedder-source.ts";
import { likenessTo } from "../../src/vision/embeddings/frame-vectors.ts";
import {
  type HistogramEmbeddingServer,
  startHistogramEmbeddingServer,
} from "../fakes/embedding-server/histogram-embedding-server.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { makeClip } from "../fixtures/clip.ts";
import { CLIP } from "../qa/clip.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startModel } from "../vision/start-model.ts";

const never = new AbortController().signal;
const path = join(temporaryFolder(), "clip.mp4");
let server: HistogramEmbeddingServer;

beforeAll(async () => {
  await makeClip(path, CLIP);
  server = await startHistogramEmbeddingServer();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const source = () =>
  createEmbedderSource({ baseUrl: server.url, model: undefined, apiKey: undefined }, createFakeLogger());

async function watched(deps: Pick<SummaryDeps, "byMeaning" | "embeddings">) {
  await using served = await startModel({}, { maxImages: 12 });
  const logger = createFakeLogger();
  const environment = { PATH: process.env.PATH ?? "", LC_ALL: "C" };
  const ffmpeg = createFfmpeg({ ffmpeg: "ffmpeg", ffprobe: "ffprobe", environment, logger });
  const reader = createFfmpegReader(ffmpeg, { maxMinutes: 10 });
  const request = { path, name: "clip.mp4", sha256: "x", range: {}, language: "en", routingKey: "key" };
  const result = await summarize(
    { reader, model: async () => served.model, strategy: mixed, logger, ...deps },
    { ...request, report: () => undefined },
    never,
  );
  const { frames } = await served.server.request(0);
  return { ...result, colours: frames.map(({ colour }) => colour), log: JSON.stringify(logger.lines) };
}

it("with a server, the frames that are sent differ in meaning, and each keeps its vector", async () => {
  const embeddings = source();
  const { opening, vectors, colours, summary } = await watched({ byMeaning: embeddings, embeddings });
  expect(summary.made?.sampler).toBe("clip");
  const sent = opening?.frames.map(({ timestamp }) => timestamp) ?? [];
  expect(sent.length).toBeGreaterThan(4);
  expect(vectors?.timestamps).toEqual(sent);
  expect(new Set(colours)).toEqual(new Set(CLIP.shots.map(({ colour }) => colour)));
  const blue = await (await embeddings(never))?.text("blue", never);
  const like = blue && vectors ? likenessTo(blue, vectors).map(({ likeness }) => likeness) : [];
  expect(like).toHaveLength(sent.length);
  expect(colours[like.indexOf(Math.max(...like))]).toBe("blue");
});

it("without one nothing is different, and where it fails nothing but a line in the log", async () => {
  const without = await watched({});
  expect(without).not.toHaveProperty("vectors");
  expect(without.summary.made?.sampler).toBe("mixed");
  const sentWithout = without.opening?.frames.map(({ jpeg }) => jpeg.toString("base64"));
  const none = async () => null;
  const unset = await watched({ byMeaning: none, embeddings: none });
  const embedder = await source()(never);
  server.misbehave("status", { status: 400 });
  const failing = async () => embedder;
  const failed = await watched({ byMeaning: failing, embeddings: failing });
  for (const { opening, vectors, summary } of [unset, failed]) {
    expect(vectors).toBeUndefined();
    expect(opening?.frames.map(({ jpeg }) => jpeg.toString("base64"))).toEqual(sentWithout);
    expect(opening?.question).toBe(without.opening?.question);
    expect(summary).toEqual(without.summary);
  }
  expect(without.log).not.toContain("no vectors");
  expect(failed.log).toContain("no vectors of the frames");
});
