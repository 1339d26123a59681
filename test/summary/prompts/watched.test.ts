import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { answerQuestion } from "../../../src/qa/answer.ts";
import { planFirstLook } from "../../../src/summary/ask/first-look.ts";
import { summarize } from "../../../src/summary/pipeline.ts";
import { promptTokens } from "../../../src/summary/prompts/prompt.ts";
import { PROMPT_NAMES, PROMPTS, type PromptName } from "../../../src/summary/prompts/prompts.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../../src/video/sample/mixed.ts";
import { createOpenAiModel } from "../../../src/vision/client/openai-model.ts";
import { framesThatFit } from "../../../src/vision/tokens.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { type ModelServer, startModelServer } from "../../fakes/model-server/model-server.ts";
import type { ChatBody } from "../../fakes/model-server/wire.ts";
import { FORTY_SHOTS, makeClip } from "../../fixtures/clip.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const logger = createFakeLogger();
const never = new AbortController().signal;
const folder = temporaryFolder();
const path = join(folder, "clip.mp4");
const shots = join(folder, "shots.mp4");
const COLOURS = ["red", "yellow", "blue"] as const;

beforeAll(async () => {
  const size = { rate: 10, width: 320, height: 180 };
  await makeClip(path, { shots: COLOURS.map((colour) => ({ colour, frames: 30 })), ...size });
  await makeClip(shots, FORTY_SHOTS);
});

const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });

function modelOf(server: ModelServer, contextTokens: number) {
  const timeouts = { firstChunkMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
  const options = { baseUrl: server.url, name: "qwen3-vl", contextTokens, maxImages: 40 };
  return createOpenAiModel({ ...options, timeouts, maxRetries: 0, logger });
}

async function watch(server: ModelServer, name: PromptName, contextTokens: number, film: string) {
  const model = modelOf(server, contextTokens);
  const result = await summarize(
    { reader, model: async () => model, strategy: mixed, prompt: PROMPTS[name], logger },
    {
      ...{ path: film, name: "clip.mp4", sha256: "x", range: {}, language: "en" },
      ...{ routingKey: "key", report: () => undefined },
    },
    never,
  );
  return { ...result, model };
}

async function messagesOf(server: ModelServer, number: number) {
  return ((await server.request(number)).body as ChatBody).messages;
}

describe.each(PROMPT_NAMES)("a film that is asked about by %s", (name) => {
  it("has each shot with its still, and is answered about over the same beginning", async () => {
    await using stack = new AsyncDisposableStack();
    const server = stack.adopt(await startModelServer(), (started) => started.stop());
    const { summary, opening, model } = await watch(server, name, 32_768, path);
    expect(summary.promptVersion).toBe(PROMPTS[name].version);
    expect(summary.segments.map(({ start }) => start)).toEqual([0, 3, 6]);
    for (const [i, { description, still }] of summary.segments.entries()) {
      expect(description).toContain(COLOURS[i]);
      expect(Math.floor(still.timestamp / 3)).toBe(i);
    }
    expect(summary.title).not.toBe("");
    if (!opening) throw new Error("the double did not answer");

    const asked = server.requests.length;
    const original = async () => reader.open(path, never);
    const context = { opening, coverage: summary.coverage, transcript: [], duration: 9, routingKey: "key" };
    const answer = await answerQuestion(
      { model, logger, original, near: original },
      { text: "When is the picture blue?", language: "en", context, turns: [] },
      never,
    );
    expect(answer.text).toBe("Yes, the picture is blue.");
    for (const { timestamp } of answer.moments) expect(timestamp).toBeGreaterThanOrEqual(6);
    const first = await messagesOf(server, name === "describe-first" ? 1 : 0);
    expect((await messagesOf(server, asked)).slice(0, first.length)).toEqual(first);
  });

  it("fits into a small context, with many shots to see", async () => {
    await using stack = new AsyncDisposableStack();
    const server = stack.adopt(await startModelServer({ contextTokens: 4_096 }), (started) => started.stop());
    const { summary } = await watch(server, name, 4_096, shots);
    expect(summary.model).not.toBeNull();
    expect(summary.warnings.map(({ kind }) => kind)).not.toContain("frames-halved");
  });

  it("keeps room for its words, its notes, the reply and a repair try", () => {
    const prompt = PROMPTS[name];
    for (const contextTokens of [4_096, 8_192, 32_768]) {
      const limits = { contextTokens, maxImages: 152 };
      const asked = { ...{ width: 1920, height: 1080 }, seconds: 600, keyframes: 8, language: "en" };
      const { frames, side, question } = planFirstLook({ ...asked, prompt, limits });
      const [width, height] = [side, Math.round((side * 9) / 16)];
      const reservedTokens = promptTokens(prompt, question) + 2 * prompt.replyTokens(question);
      const fit = framesThatFit({ ...limits, width, height, reservedTokens });
      expect(frames).toBeGreaterThan(3);
      expect(frames).toBeLessThanOrEqual(fit);
    }
  });
});
