import { createHash } from "node:crypto";
import { type Asked, askForSummary } from "../../../src/summary/ask/ask.ts";
import { labelFrames, type SummaryQuestion } from "../../../src/summary/ask/prompt.ts";
import { PROMPTS, type PromptName } from "../../../src/summary/prompts/prompts.ts";
import type { VisionModel, VisionRequest } from "../../../src/vision/model.ts";
import { createFakeLogger } from "../../fakes/logger.ts";

const frames = labelFrames(
  [0.04, 12.5, 31, 64.2, 90].map((timestamp, i) => ({
    ...{ timestamp, width: 512, height: 288 },
    jpeg: Buffer.from(`picture ${i}`),
  })),
);

/** Gives these replies one after the other, and keeps what it was asked. */
function recordingModel(replies: readonly string[]) {
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

interface Recorded {
  /** Null where no reply held. */
  readonly asked: Asked | null;
  readonly requests: readonly VisionRequest[];
}

/** What a prompt asks about five frames, and what it makes of these replies. Without a prompt, the default. */
export async function record(
  prompt: PromptName | undefined,
  question: SummaryQuestion,
  replies: readonly string[],
): Promise<Recorded> {
  const { model, requests } = recordingModel(replies);
  const options = {
    ...{ ...question, model, frames, cacheKey: "key", logger: createFakeLogger() },
    ...(prompt && { prompt: PROMPTS[prompt] }),
  };
  const asked = await askForSummary(options, new AbortController().signal).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "model-garbled") return null;
    throw error;
  });
  return { asked, requests };
}

/** The same for the same bytes, pictures included. */
export function fingerprint(requests: readonly VisionRequest[]): string {
  return createHash("sha256").update(JSON.stringify(requests)).digest("hex").slice(0, 16);
}

/** Text of the last message of a request. */
export function lastText(request: VisionRequest | undefined): string {
  const content = request?.messages.at(-1)?.content ?? "";
  if (typeof content === "string") return content;
  const last = content.at(-1);
  return last?.type === "text" ? last.text : "";
}
