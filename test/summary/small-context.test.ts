import { join } from "node:path";
import { pino } from "pino";
import { beforeAll, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/catalogue/catalogue.ts";
import { summarize } from "../../src/summary/pipeline.ts";
import { remarkText } from "../../src/summary/words.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { createModelSource } from "../../src/vision/model-source.ts";
import { startModelServer } from "../fakes/model-server/model-server.ts";
import { makeClip } from "../fixtures/clip.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testFfmpeg } from "../support/test-ffmpeg.ts";

const logger = pino({ level: "silent" });
const never = new AbortController().signal;
const path = join(temporaryFolder(), "clip.mp4");
const COLOURS = ["red", "grey", "purple", "orange", "teal", "black", "yellow", "blue"] as const;

beforeAll(() =>
  makeClip(path, {
    shots: Array.from({ length: 40 }, (_, i) => ({
      colour: COLOURS[i % COLOURS.length] ?? "red",
      frames: 10,
    })),
    rate: 10,
    width: 640,
    height: 360,
  }),
);

async function watch(contextTokens: number, keyframes: number) {
  const server = await startModelServer({ contextTokens });
  try {
    const settings = { name: undefined, apiKey: undefined, contextTokens: undefined, maxImages: 152 };
    const model = createModelSource(
      { ...settings, baseUrl: server.url, firstTokenSeconds: 60, idleSeconds: 60 },
      logger,
    );
    const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
    const { summary } = await summarize(
      { reader, model, strategy: mixed, logger },
      {
        ...{ path, name: "clip.mp4", sha256: "x", range: {}, language: "en", keyframes },
        ...{ routingKey: "key", report: () => undefined },
      },
      never,
    );
    const shown = await Promise.all(
      server.requests.map(async (_, i) => (await server.request(i)).frames.length),
    );
    const remarks = summary.remarks.map((remark) => remarkText(remark, catalogueFor("en")));
    return { summary, shown, remarks };
  } finally {
    await server.stop();
  }
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
  const { remarks, summary } = await watch(4_096, 5);
  expect(remarks).toEqual([
    `The model’s context of 4,096 tokens holds only ${summary.coverage.frames} frames. Short moments may be missing. To raise the context, start llama-server with --ctx-size 32768.`,
  ]);
});

it("makes a storyboard where a context is too small to be of use, and says how to raise it", async () => {
  const { remarks, summary, shown } = await watch(2_048, 5);
  expect(shown).toEqual([]);
  expect(summary.model).toBeNull();
  expect(remarks[0]).toBe(
    "The model’s context of 2,048 tokens is too small for a summary. To raise the context, start llama-server with --ctx-size 32768.",
  );
});
