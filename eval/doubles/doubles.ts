import type { ReplyChunk, TokenUsage, VisionModel, VisionRequest } from "../../src/vision/model.ts";
import { estimatePromptTokens, estimateTextTokens } from "../../src/vision/tokens.ts";
import type { EvalCase } from "../case.ts";
import { inForm } from "./forms.ts";
import { type Seen, seen } from "./seen.ts";
import { type Told, toldOf } from "./told.ts";

/**
 * Models of a quality that is known beforehand, which know the truth about the video. They show that each figure catches what it
 * should catch; they say nothing about any real model.
 */
export const DOUBLES = ["perfect", "blind", "liar", "parrot", "late"] as const;

export type DoubleName = (typeof DOUBLES)[number];

/** Seconds by which the late one names frames after what it tells. */
const LATE = 3;
const LIMITS = { contextTokens: 32_768, maxImages: 152 };
const PARROT = "The picture shows the same scene here.";

export function createDouble(name: DoubleName, truth: EvalCase): VisionModel {
  return {
    name: `double-${name}`,
    limits: LIMITS,
    async *reply(request): AsyncGenerator<ReplyChunk> {
      const shown = seen(request);
      const text =
        shown.question === "" ? summaryBy(name, truth, shown, request) : answerBy(name, truth, shown);
      yield { type: "text", text };
      yield { type: "end", finishReason: "stop", usage: usageOf(request, text) };
    },
  };
}

/** As Qwen3-VL would count it, without a cache. */
function usageOf({ messages, pictureSize }: VisionRequest, reply: string): TokenUsage {
  const promptTokens = estimatePromptTokens(messages, pictureSize ?? { width: 512, height: 288 });
  return { promptTokens, cachedTokens: null, outputTokens: estimateTextTokens(reply) };
}

function summaryBy(name: DoubleName, truth: EvalCase, shown: Seen, request: VisionRequest): string {
  const told = segmentsBy(name, truth, shown).slice(0, shown.mostSegments);
  const isParrot = name === "parrot";
  const over = {
    significance: isParrot ? PARROT : "It is seen here.",
    overview: isParrot ? PARROT : "The video was watched from its beginning to its end.",
    ...{ title: "A video", hasQuotes: truth.spoken.length > 0 },
  };
  return inForm(told, over, { request, text: shown.text });
}

/** What each says of the frames that it is shown. */
function segmentsBy(name: DoubleName, truth: EvalCase, shown: Seen): Told[] {
  const { frames } = shown;
  if (name === "blind") return runs(frames, 1, "Something can be seen in the picture.");
  // Three times the same would be refused.
  if (name === "parrot") return runs(frames, Math.min(2, shown.mostSegments), PARROT);
  const told = toldOf(truth, frames, name === "late" ? LATE : 0);
  const { absent } = truth;
  if (name !== "liar") return told.length > 0 ? told : runs(frames, 1, "Nothing of note happens.");
  const invented = (i: number) => absent[i % absent.length] ?? "a unicorn";
  const lies = told.length > 0 ? told : runs(frames, 1, "");
  return lies.map((one, i) => ({ ...one, text: `Scene ${i + 1} has ${invented(i)}.`, read: [], quotes: [] }));
}

/** `count` segments of about the same length with the same text. */
function runs(frames: Seen["frames"], count: number, text: string): Told[] {
  const size = Math.ceil(frames.length / count);
  return Array.from({ length: count }, (_, i) => frames.slice(i * size, (i + 1) * size)).flatMap((run) => {
    const [first, middle, last] = [run[0], run[run.length >> 1], run.at(-1)];
    return first && middle && last
      ? [{ start: first.label, end: last.label, key: middle.label, text, read: [], quotes: [] }]
      : [];
  });
}

function answerBy(name: DoubleName, truth: EvalCase, { question, frames }: Seen): string {
  const asked = truth.questions.find(({ text }) => text === question);
  const words = asked?.answer?.map(([word]) => word).join(" and ");
  const late = name === "late" ? LATE : 0;
  const at = frames.find(
    ({ seconds }) => !asked?.at || (seconds >= asked.at.start + late && seconds < asked.at.end + late),
  );
  const moment = at ?? frames[0];
  const notFound = JSON.stringify({ found: false, closer: null });
  const found = (says: string) =>
    JSON.stringify({ found: true, answer: [{ moments: [moment?.label], quotes: [], says }] });
  if (name === "blind") return notFound;
  if (name === "liar" || name === "parrot") return found(PARROT);
  return words === undefined ? notFound : found(`It is ${words}.`);
}
