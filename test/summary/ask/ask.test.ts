import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askForSummary } from "../../../src/summary/ask/ask.ts";
import { labelFrames } from "../../../src/summary/ask/prompt.ts";
import { createOpenAiModel } from "../../../src/vision/client/openai-model.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { type ModelServer, startModelServer } from "../../fakes/model-server/model-server.ts";
import { paintJpeg } from "../../support/painted-jpeg.ts";

const logger = createFakeLogger();
const never = new AbortController().signal;
let server: ModelServer;

beforeEach(async () => {
  server = await startModelServer({ contextTokens: 4_000 });
});
afterEach(() => server.stop());

async function ask(count: number, failures = 0) {
  const colours = ["red", "blue"] as const;
  const frames = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const colour = colours[i < count / 2 ? 0 : 1] ?? "red";
      return {
        timestamp: i,
        width: 256,
        height: 144,
        jpeg: await paintJpeg({ colour, code: i, width: 256, height: 144 }),
      };
    }),
  );
  const timeouts = { firstChunkMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
  const model = createOpenAiModel({
    baseUrl: server.url,
    name: "qwen3-vl",
    contextTokens: 4_000,
    maxImages: 100,
    timeouts,
    maxRetries: 0,
    logger,
  });
  const options = { model, keyframes: 5, language: "en", cacheKey: "key", logger, failures };
  return askForSummary({ ...options, frames: labelFrames(frames) }, never);
}

describe("askForSummary", () => {
  it("gets what the model saw, in one request", async () => {
    const { parts } = await ask(8);
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [4, 7],
    ]);
    expect(server.requests).toHaveLength(1);
  });

  it("puts the question after the frames, each after its label", async () => {
    await ask(4);
    const { body } = await server.request(0);
    const { messages } = body as { messages: { content: { type: string; text?: string }[] }[] };
    const parts = messages[1]?.content ?? [];
    expect(parts.map(({ type }) => type)).toEqual([...Array(4).fill(["text", "image_url"]).flat(), "text"]);
    expect(parts[2]?.text).toBe("<1.0 seconds>");
    expect(parts.at(-1)?.text).toContain("logical parts");
  });

  it("halves the frames when the prompt is too long, first and last kept", async () => {
    const { frames, parts } = await ask(60);
    expect(frames.length).toBeLessThan(60);
    expect(frames[0]?.timestamp).toBe(0);
    expect(frames.at(-1)?.timestamp).toBe(59);
    expect(parts).toHaveLength(2);
  });

  it.each(["prose", "truncated", "unknown-labels", "overlap"] as const)(
    "repairs a reply that is spoilt once: %s",
    async (kind) => {
      await server.misbehave(kind, { times: 1 });
      const { parts } = await ask(8);
      expect(parts).toHaveLength(2);
      expect(server.requests).toHaveLength(2);
    },
  );

  it.each(["prose", "truncated", "unknown-labels", "overlap", "loop", "html"] as const)(
    "gives up after the repair try: %s",
    async (kind) => {
      await server.misbehave(kind);
      await expect(ask(8)).rejects.toMatchObject({ code: "model-garbled" });
      expect(server.requests.length).toBeLessThanOrEqual(2);
    },
  );

  it("has a seed of its own for each try, later ones included", async () => {
    await server.misbehave("prose");
    await expect(ask(4)).rejects.toMatchObject({ code: "model-garbled" });
    await expect(ask(4, 1)).rejects.toMatchObject({ code: "model-garbled" });
    const seeds = server.requests.map(({ body }) => (body as { seed: number }).seed);
    expect(new Set(seeds).size).toBe(4);
  });

  it("takes JSON out of a Markdown fence without asking again", async () => {
    await server.misbehave("fenced");
    await ask(8);
    expect(server.requests).toHaveLength(1);
  });
});
