import { createHash } from "node:crypto";
import { type Asked, askForSummary } from "../../../src/summary/ask/ask.ts";
import { labelFrames, type SummaryQuestion } from "../../../src/summary/ask/prompt.ts";
import type { VisionModel, VisionRequest } from "../../../src/vision/model.ts";
import { createFakeLogger } from "../../fakes/logger.ts";

export const frames = labelFrames(
  [0.04, 12.5, 31, 64.2, 90].map((timestamp, i) => ({
    ...{ timestamp, width: 512, height: 288 },
    jpeg: Buffer.from(`picture ${i}`),
  })),
);

const cue = (id: string, start: number, text: string) => ({ id, start, end: start + 2, text });

/** Everything that changes the words of a prompt. */
export const QUESTIONS: readonly SummaryQuestion[] = [
  { keyframes: 5, language: "en" },
  { keyframes: 3, language: "zh-Hans", brief: true },
  {
    ...{ keyframes: 8, language: "de", isPart: true },
    cues: [cue("c1", 3, "Good morning."), cue("c2", 40, 'They said "stop".')],
    chapters: [{ start: 0, end: 20, title: "Dawn" }],
  },
  { keyframes: 2, language: "en", isPart: true, brief: true, cues: [cue("c7", 14, "Hello.")] },
];

/** Gives these replies one after the other, and keeps what it was asked. */
export function recordingModel(replies: readonly string[]): {
  model: VisionModel;
  requests: VisionRequest[];
} {
  const requests: VisionRequest[] = [];
  const model: VisionModel = {
    name: "recorder",
    limits: { contextTokens: 32_768, maxImages: 100 },
    async *reply(request) {
      const text = replies[requests.length] ?? "";
      requests.push(request);
      yield { type: "text", text };
      yield { type: "end", finishReason: "stop", usage: null };
    },
  };
  return { model, requests };
}

export type Extra = Pick<Parameters<typeof askForSummary>[0], "failures">;

export async function record(
  question: SummaryQuestion,
  replies: readonly string[],
  extra: Extra = {},
): Promise<{ asked: Asked; requests: VisionRequest[] }> {
  const { model, requests } = recordingModel(replies);
  const options = { ...question, ...extra, model, frames, cacheKey: "key", logger: createFakeLogger() };
  const asked = await askForSummary(options, new AbortController().signal);
  return { asked, requests };
}

/** The same for the same bytes, pictures included. */
export function fingerprint(requests: readonly VisionRequest[]): string {
  return createHash("sha256").update(JSON.stringify(requests)).digest("hex").slice(0, 16);
}
