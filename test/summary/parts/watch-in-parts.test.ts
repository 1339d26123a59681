import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import { partLengths } from "../../../src/summary/parts/part-lengths.ts";
import { summarize } from "../../../src/summary/pipeline.ts";
import type { SummaryRequest } from "../../../src/summary/request.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../../src/video/sample/mixed.ts";
import { createModelSource, type ModelSource } from "../../../src/vision/discovery/model-source.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { type ModelServer, startModelServer } from "../../fakes/model-server/model-server.ts";
import { type ClipOptions, makeClip } from "../../fixtures/clip.ts";
import { eventually } from "../../support/eventually.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const COLOURS = ["red", "teal", "orange", "purple", "yellow", "blue"] as const;
/** Eighty seconds, a shot in five: four parts of twenty seconds. */
const CLIP: ClipOptions = {
  shots: Array.from({ length: 16 }, (_, i) => ({ colour: COLOURS[i % COLOURS.length] ?? "red", frames: 20 })),
  rate: 4,
  width: 160,
  height: 90,
};
const path = join(temporaryFolder(), "clip.mp4");
const never = new AbortController().signal;

beforeAll(() => makeClip(path, CLIP));

function sourceOf(server: ModelServer, parallel?: number): ModelSource {
  const settings = { name: undefined, apiKey: undefined, contextTokens: undefined, maxImages: 152 };
  const patience = { firstTokenSeconds: 60, idleSeconds: 60 };
  return createModelSource({ ...settings, ...patience, baseUrl: server.url, parallel }, createFakeLogger());
}

function watch(model: ModelSource, signal = never, more: Partial<SummaryRequest> = {}) {
  const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
  return summarize(
    { reader, model, strategy: mixed, lengths: partLengths(20), logger: createFakeLogger() },
    {
      ...{ path, name: "clip.mp4", sha256: "x", range: {}, language: "en" },
      ...{ routingKey: "key", report: () => undefined, ...more },
    },
    signal,
  );
}

it.each([
  ["as many parts at a time as llama.cpp has slots", { slots: 3 }, undefined],
  ["as many parts at a time as the setting says", { slots: 1 }, 3],
])(
  "asks about %s",
  async (_, server, parallel) => {
    const slow = await startModelServer({ contextTokens: 32_768, ...server });
    await slow.misbehave("slow");
    const watching = watch(sourceOf(slow, parallel));
    // None of them is answered before all three have come.
    const asked = await Promise.all([0, 1, 2].map((i) => slow.request(i)));
    const seen = () => new Set(asked.flatMap(({ frames }) => frames.slice(0, 1).map(({ label }) => label)));
    await eventually(() => expect(seen().size).toBe(3));
    slow.release();
    expect((await watching).summary.parts).toHaveLength(4);
    await slow.stop();
  },
  60_000,
);

it("tells of the parts in order, and of each before the summary", async () => {
  const server = await startModelServer({ contextTokens: 32_768, slots: 4 });
  const told: string[] = [];
  const onPart: SummaryRequest["onPart"] = async ({ coverage }, { number }) =>
    void told.push(`${number}: ${coverage.start}`);
  const { summary } = await watch(sourceOf(server), never, { onPart });
  expect(told).toEqual(summary.parts.map(({ start }, i) => `${i + 1}: ${start}`));
  await server.stop();
}, 60_000);

it("stops what it has begun when it is cancelled between two parts", async () => {
  const server = await startModelServer({ contextTokens: 32_768 });
  const stop = new AbortController();
  const kept: number[] = [];
  const watching = watch(sourceOf(server), stop.signal, {
    kept: {
      find: async () => null,
      keep: async (number) => void kept.push(number),
      drop: async () => undefined,
    },
    onPart: async (_, { number }) => {
      if (number === 2) stop.abort();
    },
  });
  await expect(watching).rejects.toMatchObject({ code: "cancelled" });
  expect(kept.slice(0, 2)).toEqual([0, 1]);
  expect(kept.length).toBeLessThan(4);
  await server.stop();
}, 60_000);

it("keeps what was watched when the day's tokens run out, and says of which parts nothing is known", async () => {
  const server = await startModelServer({ contextTokens: 32_768 });
  const source = sourceOf(server);
  let left = 2;
  const limited: ModelSource = async (signal, onLoading) => {
    const model = await source(signal, onLoading);
    return (
      model && {
        ...model,
        reply(request, abort) {
          if (left-- <= 0) throw new CuepointError("limit-model-tokens", { limit: 1, hours: 5 });
          return model.reply(request, abort);
        },
      }
    );
  };
  const { summary } = await watch(limited);
  expect(summary.parts.map(({ model }) => model !== null)).toEqual([true, true, false, false]);
  expect(summary.warnings).toContainEqual({
    kind: "parts-without-model",
    reason: "used-up",
    parts: summary.parts.slice(2).map(({ start, end }) => ({ start, end })),
  });
  expect(summary.warnings.map(({ kind }) => kind)).toContain("no-outline");
  await server.stop();
}, 60_000);
