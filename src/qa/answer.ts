import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { LabelledFrame } from "../summary/labels.ts";
import { labelledParts, repairMessages } from "../summary/prompt.ts";
import type { VideoFile } from "../video/reader.ts";
import type { TimeRange } from "../video/video.ts";
import { collectReply } from "../vision/collect-reply.ts";
import type { MessagePart, ModelMessage, VisionModel } from "../vision/model.ts";
import { CLOSER_FRAMES, questionText } from "./answer-prompt.ts";
import { answerSchema } from "./answer-schema.ts";
import { type CheckedAnswer, checkAnswer } from "./check-answer.ts";
import { lookCloser } from "./closer-look.ts";
import { type FrozenContext, prefixOf, type Turn, turnMessages } from "./context.ts";
import { fitTurns, prefixTokens } from "./conversation.ts";
import { namedRange } from "./question-times.ts";

export interface QuestionDeps {
  readonly model: VisionModel;
  readonly logger: Logger;
  /** The original, where it can still be had; null otherwise. Called only when a closer look is wanted. */
  readonly original: (signal: AbortSignal) => Promise<VideoFile | null>;
}

export interface Question {
  readonly text: string;
  /** BCP 47 tag to answer in. */
  readonly language: string;
  readonly context: FrozenContext;
  /** Earlier questions of this thread, oldest first. */
  readonly turns: readonly Turn[];
}

export interface Answer {
  /** Empty where the frames do not show it. */
  readonly text: string;
  /** The cited frames, oldest first; empty where nothing was found. */
  readonly moments: readonly LabelledFrame[];
  /** Windows that were decoded anew. */
  readonly looks: readonly TimeRange[];
  /** A closer look was wanted and the original is gone. */
  readonly originalGone: boolean;
  /** Oldest turns that had to be left out. */
  readonly droppedTurns: number;
  readonly turn: Turn;
}

const MOST_LOOKS = 2;
const OUTPUT_TOKENS = 700;
const QUESTION_TOKENS = 500;
/** What a closer look may cost at most; a quarter of a 32K context, so that a conversation still fits beside it. */
const LOOK_TOKENS = 8_000;
const SEED = 3407;

interface Looking {
  readonly looks: TimeRange[];
  readonly frames: LabelledFrame[];
  originalGone: boolean;
}

/** Answers from the frozen context, looking again at most twice where the frames are too few. Throws `model-*` errors. */
export async function answerQuestion(
  deps: QuestionDeps,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const { context } = question;
  const room = deps.model.limits.contextTokens - prefixTokens(context) - OUTPUT_TOKENS * 2 - QUESTION_TOKENS;
  const lookTokens = Math.max(0, Math.min(LOOK_TOKENS, room / 2));
  const { kept, dropped } = fitTurns(question.turns, room - lookTokens);
  const before = [...prefixOf(context), ...kept.flatMap(turnMessages)];
  const looking: Looking = { looks: [], frames: [], originalGone: false };
  const named = namedRange(question.text, context.duration);
  const again = (window: TimeRange) =>
    look(deps, window, { looking, context, tokens: lookTokens - spent(looking) }, signal);
  if (named) await again(named);
  for (;;) {
    const mayLookCloser = looking.looks.length < MOST_LOOKS && !looking.originalGone;
    const asked = questionText(question.text, { language: question.language, mayLookCloser });
    const { checked, reply } = await ask(deps, { before, looking, asked, context, mayLookCloser }, signal);
    if (checked.kind === "closer" && mayLookCloser) {
      await again(checked);
      continue;
    }
    const found = checked.kind === "found";
    return {
      text: found ? checked.text : "",
      moments: found ? checked.moments : [],
      looks: looking.looks,
      originalGone: looking.originalGone,
      droppedTurns: dropped,
      turn: { question: question.text, asked, reply },
    };
  }
}

/** A second look shares the first one's allowance. */
function spent({ looks }: Looking): number {
  return looks.length === 0 ? 0 : LOOK_TOKENS / 2;
}

async function look(
  { original, logger }: QuestionDeps,
  { start, end }: TimeRange,
  { looking, context, tokens }: { looking: Looking; context: FrozenContext; tokens: number },
  signal: AbortSignal,
): Promise<void> {
  const video = await original(signal);
  const sent = [...context.opening.frames, ...looking.frames];
  const frames = video ? await lookCloser(video, { start, end }, { tokens, sent }, signal) : [];
  looking.originalGone = video === null;
  if (video !== null) looking.looks.push({ start, end });
  const known = new Set(looking.frames.map(({ label }) => label));
  looking.frames.push(...frames.filter(({ label }) => !known.has(label)));
  logger.info({ start, end, frames: frames.length, originalGone: video === null }, "looked again");
}

interface Asking {
  readonly before: readonly ModelMessage[];
  readonly looking: Looking;
  readonly asked: string;
  readonly context: FrozenContext;
  readonly mayLookCloser: boolean;
}

/** One request, with one repair try. */
async function ask(
  deps: QuestionDeps,
  { before, looking, asked, context, mayLookCloser }: Asking,
  signal: AbortSignal,
): Promise<{ checked: CheckedAnswer; reply: string }> {
  const frames = [...context.opening.frames, ...looking.frames];
  const closer: MessagePart[] =
    looking.frames.length > 0
      ? [{ type: "text", text: CLOSER_FRAMES }, ...labelledParts(looking.frames)]
      : [];
  const messages: ModelMessage[] = [
    ...before,
    { role: "user", content: [...closer, { type: "text", text: asked }] },
  ];
  const schema = answerSchema([...new Set(frames.map(({ label }) => label))], mayLookCloser);
  const send = async (all: ModelMessage[], seed: number) => {
    const request = {
      messages: all,
      schema,
      maxOutputTokens: OUTPUT_TOKENS,
      cacheKey: context.routingKey,
      seed,
    };
    const { text, usage } = await collectReply(deps.model, request, signal);
    deps.logger.info({ usage, closerFrames: looking.frames.length }, "model answered");
    return { checked: checkAnswer(text, frames), reply: text };
  };
  const first = await send(messages, SEED);
  if (first.checked.kind !== "bad") return first;
  const second = await send(repairMessages(messages, first.reply, [first.checked.problem]), SEED + 1);
  if (second.checked.kind === "bad")
    throw new CuepointError("model-garbled", {}, new Error(second.checked.problem));
  return second;
}
