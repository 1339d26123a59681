import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { type Cue, nothingHeard, numberCues, type Transcript } from "../../src/sound/transcript.ts";
import { summarize } from "../../src/summary/pipeline.ts";
import { coverageText, warningText } from "../../src/summary/words.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { createModelSource, type ModelSource } from "../../src/vision/discovery/model-source.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { FORTY_SHOTS, makeClip } from "../fixtures/clip.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testFfmpeg } from "../support/test-ffmpeg.ts";

const logger = createFakeLogger();
const never = new AbortController().signal;
const path = join(temporaryFolder(), "clip.mp4");

beforeAll(() => makeClip(path, FORTY_SHOTS));

async function watch(contextTokens: number, keyframes: number, cues: readonly Cue[] = []) {
  const server = await startModelServer({ contextTokens });
  try {
    return await watchOn(server, sourceOf(server), keyframes, cues);
  } finally {
    await server.stop();
  }
}

function sourceOf(server: ModelServer): ModelSource {
  const settings = { name: undefined, apiKey: undefined, contextTokens: undefined, maxImages: 152 };
  return createModelSource(
    { ...settings, baseUrl: server.url, firstTokenSeconds: 60, idleSeconds: 60 },
    logger,
  );
}

async function watchOn(
  server: ModelServer,
  model: ModelSource,
  keyframes: number,
  cues: readonly Cue[] = [],
) {
  const before = server.requests.length;
  const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
  const heard: Transcript = {
    ...{ source: "subtitles", language: "en", by: null, spokenSeconds: null, heardSeconds: null },
    cues,
  };
  const listen = async () => (cues.length > 0 ? heard : nothingHeard("no-track"));
  const { summary, opening } = await summarize(
    { reader, model, strategy: mixed, listen, logger },
    {
      ...{ path, name: "clip.mp4", sha256: "x", range: {}, language: "en", keyframes },
      ...{ routingKey: "key", report: () => undefined },
    },
    never,
  );
  const shown = await Promise.all(
    server.requests.slice(before).map(async (_, i) => (await server.request(before + i)).frames.length),
  );
  const warnings = summary.warnings.map((warning) => warningText(warning, catalogueFor("en")));
  return { summary, opening, shown, warnings };
}

it.each([
  [4_096, 5, 12],
  [4_096, 8, 12],
  [8_192, 8, 30],
])(
  "a context of %i with %i keyframes shows the model at least %i frames, in one request",
  async (...given) => {
    const [contextTokens, keyframes, least] = given;
    const { summary, shown } = await watch(contextTokens, keyframes);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toBeGreaterThanOrEqual(least);
    expect(summary.model).not.toBeNull();
    expect(summary.coverage.frames).toBe(shown[0]);
  },
);

it("says that a context is small, and the flag of its server that raises it", async () => {
  const { warnings, summary } = await watch(4_096, 5);
  expect(warnings).toEqual([
    `The model’s context of 4,096 tokens holds only ${summary.coverage.frames} frames. Short moments may be missing. To raise the context, start llama-server with --ctx-size 32768.`,
  ]);
});

it("makes a storyboard where a context is too small to be of use, and says how to raise it", async () => {
  const { warnings, summary, shown } = await watch(2_048, 5);
  expect(shown).toEqual([]);
  expect(summary.model).toBeNull();
  expect(warnings[0]).toBe(
    "The model’s context of 2,048 tokens is too small for a summary. To raise the context, start llama-server with --ctx-size 32768.",
  );
});

describe("a model whose pictures do not cost what Qwen3-VL's do", () => {
  it.each([
    ["more: the second video fits at once", 400],
    ["less: the second video gets more frames", 64],
  ])("%s", async (_, cost) => {
    const server = await startModelServer({ contextTokens: 8_192, pictureTokens: () => cost });
    try {
      const model = sourceOf(server);
      const first = await watchOn(server, model, 5);
      const second = await watchOn(server, model, 5);
      expect(second.shown).toHaveLength(1);
      const held = first.shown.at(-1) ?? 0;
      expect(second.shown[0]).toBeGreaterThan(held);
    } finally {
      await server.stop();
    }
  });
});

it("says how many lines of a long talk had no room beside the frames, and keeps them", async () => {
  const cues = numberCues(
    Array.from({ length: 500 }, (_, i) => ({
      ...{ start: i * 0.07, end: i * 0.07 + 0.05 },
      text: `Sentence number ${i} of a long talk.`,
    })),
  );
  const { summary, opening } = await watch(12_000, 5, cues);
  const { linesLeftOut = 0 } = summary.coverage;
  expect(linesLeftOut).toBeGreaterThan(100);
  expect(opening?.cues).toHaveLength(500 - linesLeftOut);
  expect(summary.cues).toHaveLength(500);
  expect(coverageText(summary, catalogueFor("en"))).toContain(
    `subtitles, English. The summary had no room for ${linesLeftOut} lines of it; questions search them too.`,
  );
  const all = await watch(12_000, 5, cues.slice(0, 20));
  expect(all.summary.coverage).not.toHaveProperty("linesLeftOut");
  expect(coverageText(all.summary, catalogueFor("en"))).not.toContain("no room");
});
