import { describe, expect, it } from "vitest";
import { cosine } from "../../../src/util/vectors.ts";
import { connectEmbedder } from "../../../src/vision/embeddings/connect.ts";
import { createEmbedderSource } from "../../../src/vision/embeddings/embedder-source.ts";
import {
  type EmbeddingServerOptions,
  HISTOGRAM_MODEL,
  type HistogramEmbeddingServer,
  startHistogramEmbeddingServer,
} from "../../fakes/embedding-server/histogram-embedding-server.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { codeOf } from "../../support/code-of.ts";
import { eventually } from "../../support/eventually.ts";
import { paintJpeg } from "../../support/painted-jpeg.ts";

const never = new AbortController().signal;
const connect = (server: HistogramEmbeddingServer, options: { apiKey?: string; timeoutMs?: number } = {}) =>
  connectEmbedder({ baseUrl: server.url, timeoutMs: 20_000, ...options }, createFakeLogger(), never);
const paintings = await Promise.all(
  (["red", "green", "blue", "yellow"] as const).map((colour) => paintJpeg({ colour })),
);

describe("the embedding client", () => {
  it.each<[NonNullable<EmbeddingServerOptions["flavour"]>, number]>([
    ["clip", 4],
    ["qwen", 4],
    ["infinity", 1],
  ])(
    "finds the form that %s takes, and gets a vector of each picture in order",
    async (flavour, requests) => {
      await using server = await startHistogramEmbeddingServer({ flavour });
      const embedder = await connect(server);
      expect(embedder.name).toBe(HISTOGRAM_MODEL);
      const before = server.requests.length;
      const vectors = await embedder.pictures(paintings, never);
      expect(server.requests.length - before).toBe(requests);
      for (const [i, word] of ["red", "green", "blue", "yellow"].entries()) {
        const meant = await embedder.text(`something ${word}`, never);
        const nearest = vectors.map((vector) => cosine(vector, meant));
        expect(nearest.indexOf(Math.max(...nearest))).toBe(i);
        expect(nearest[i]).toBeGreaterThan(embedder.unlike);
      }
    },
  );

  it("asks side by side, and never for more than eight at a time", async () => {
    await using server = await startHistogramEmbeddingServer();
    const embedder = await connect(server);
    server.misbehave("slow");
    const many = Array.from({ length: 5 }, () => paintings.map((jpeg) => Buffer.from(jpeg))).flat();
    const asked = embedder.pictures(many, never);
    await eventually(() => expect(server.peak()).toBe(8));
    server.release();
    expect(await asked).toHaveLength(20);
    expect(server.peak()).toBe(8);
  });

  it("sends no picture twice while it is in memory", async () => {
    await using server = await startHistogramEmbeddingServer();
    const embedder = await connect(server);
    const before = server.requests.length;
    const vectors = await embedder.pictures(paintings, never);
    const again = await embedder.pictures(paintings.slice(1, 3), never);
    expect(again).toEqual(vectors.slice(1, 3));
    expect(server.requests.length - before).toBe(paintings.length);
  });

  it("does not trust a server whose vectors say nothing of the pictures", async () => {
    await using server = await startHistogramEmbeddingServer();
    server.misbehave("blind");
    expect(await codeOf(connect(server))).toBe("model-blind");
  });

  it.each(["html", "short", "zero"] as const)("takes no answer that has no vector (%s)", async (kind) => {
    await using server = await startHistogramEmbeddingServer();
    const embedder = await connect(server);
    server.misbehave(kind);
    expect(await codeOf(embedder.pictures(paintings, never))).toBe("model-garbled");
  });

  it("tries again what may pass, and no more than that", async () => {
    await using server = await startHistogramEmbeddingServer();
    const embedder = await connect(server);
    const before = server.requests.length;
    server.misbehave("status", { status: 503, times: 1 });
    await embedder.text("red", never);
    expect(server.requests.length - before).toBe(2);
    server.misbehave("status", { status: 400 });
    expect(await codeOf(embedder.text("red", never))).toBe("model-refused");
    expect(server.requests.length - before).toBe(3);
  });

  it("closes its connections when it is cancelled, and when one request fails", async () => {
    await using server = await startHistogramEmbeddingServer();
    const embedder = await connect(server);
    const before = server.requests.length;
    server.misbehave("hang");
    const stop = new AbortController();
    const asked = codeOf(embedder.pictures(paintings, stop.signal));
    await eventually(() => expect(server.requests.length - before).toBe(4));
    stop.abort();
    expect(await asked).toBe("cancelled");
    await eventually(() => expect(server.requests.slice(before).every(({ wasLeft }) => wasLeft)).toBe(true));
  });

  it("gives up on a server that hangs", async () => {
    await using server = await startHistogramEmbeddingServer();
    const embedder = await connect(server, { timeoutMs: 1_500 });
    server.misbehave("hang");
    expect(await codeOf(embedder.text("red", never))).toBe("model-timeout");
  });

  it("sends its key", async () => {
    await using server = await startHistogramEmbeddingServer({ apiKey: "right" });
    expect((await connect(server, { apiKey: "right" })).name).toBe(HISTOGRAM_MODEL);
    expect(await codeOf(connect(server, { apiKey: "wrong" }))).toBe("model-refused");
  });
});

describe("the source of vectors", () => {
  const settings = { model: undefined, apiKey: undefined };

  it("is none without a server, and logs nothing", async () => {
    const logger = createFakeLogger();
    expect(await createEmbedderSource({ ...settings, baseUrl: undefined }, logger)(never)).toBeNull();
    expect(logger.lines).toEqual([]);
  });

  it("goes on without a server that cannot be used, leaves it alone for a minute, and then asks it again", async () => {
    await using server = await startHistogramEmbeddingServer();
    const logger = createFakeLogger();
    let now = 0;
    const source = createEmbedderSource({ ...settings, baseUrl: server.url }, logger, () => now);
    server.misbehave("status", { status: 401 });
    expect(await source(never)).toBeNull();
    expect(JSON.stringify(logger.lines)).toContain("cannot be used");
    const tried = server.requests.length;
    server.misbehave(null);
    expect(await source(never)).toBeNull();
    expect(server.requests.length).toBe(tried);
    now = 61_000;
    expect((await source(never))?.name).toBe(HISTOGRAM_MODEL);
    const proven = server.requests.length;
    await source(never);
    expect(server.requests.length).toBe(proven);
  });
});
