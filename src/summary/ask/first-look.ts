import { frameBudget } from "../../video/sample/strategy.ts";
import type { ModelLimits } from "../../vision/model.ts";
import { framesThatFit } from "../../vision/tokens.ts";
import { promptTokens, type SummaryPrompt } from "../prompts/prompt.ts";
import type { SummaryQuestion } from "./prompt.ts";

interface Asked extends SummaryQuestion {
  readonly prompt: SummaryPrompt;
  readonly limits: ModelLimits;
  /** Of the video, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the part that is summarized. */
  readonly seconds: number;
}

/** What the model gets to see, and what is asked of it. */
interface FirstLook {
  readonly frames: number;
  /** Long side of the frames, in pixels. */
  readonly side: number;
  readonly question: SummaryQuestion;
  /** The context, not the video or the limit of pictures, is why there are too few for a good summary. */
  readonly isCramped: boolean;
}

/** Long sides of the frames, the best first: the source recommends 512 or less, and below 256 nothing gets cheaper. */
export const SIDES = [512, 448, 384, 320, 256] as const;
/** Enough for a few minutes of video; for more frames nothing else is made smaller. */
const ENOUGH_FRAMES = 30;
/** The context that holds them; a smaller one aims at its share. */
const ENOUGH_CONTEXT = 8_192;
/** Keyframes that are asked for where there is no room for more. */
const FEWER_KEYFRAMES = [5, 3, 2] as const;

/**
 * Shares out the model's context between the frames, what is asked and the reply. Where it is small, the reply's texts
 * give way first, then the size of the pictures, then keyframes, so that enough frames are seen.
 */
export function planFirstLook(asked: Asked): FirstLook {
  const { contextTokens } = asked.limits;
  const share = Math.floor((ENOUGH_FRAMES * contextTokens) / ENOUGH_CONTEXT);
  const goal = frameBudget(asked.seconds, Math.min(ENOUGH_FRAMES, share, roomForImages(asked)));
  let best = framesOf(asked, { side: SIDES[0], question: asked });
  for (const way of waysOf(asked)) {
    if (best.frames >= goal) break;
    const plan = framesOf(asked, way);
    if (plan.frames > best.frames) best = plan;
  }
  const requested = frameBudget(asked.seconds, Math.min(ENOUGH_FRAMES, roomForImages(asked)));
  return { ...best, isCramped: best.frames < requested };
}

type Way = Pick<FirstLook, "side" | "question">;

function waysOf({ language, keyframes, chapters = [], cues, isPart }: Asked): Way[] {
  const fewer = FEWER_KEYFRAMES.filter((few) => few < keyframes);
  return [keyframes, ...fewer].flatMap((count) =>
    SIDES.map((side) => {
      // The titles of many chapters cost as much as a dozen frames.
      const hints = count === keyframes ? chapters : [];
      return { side, question: { language, keyframes: count, chapters: hints, cues, isPart, brief: true } };
    }),
  );
}

function framesOf(asked: Asked, { side, question }: Way): Omit<FirstLook, "isCramped"> {
  const { prompt, limits, width, height, seconds } = asked;
  const scale = Math.min(1, side / Math.max(width, height));
  const reply = prompt.replyTokens(question);
  const fit = framesThatFit({
    contextTokens: limits.contextTokens,
    pictureTokens: limits.pictureTokens,
    maxImages: roomForImages(asked),
    width: Math.round(width * scale),
    height: Math.round(height * scale),
    // After the reply comes a repair try with another, or later a question.
    reservedTokens: promptTokens(prompt, question) + reply + Math.max(reply, leftForQuestions(limits).tokens),
  });
  const { language, keyframes, chapters, cues, brief, isPart } = question;
  const frames = fit === 0 ? 0 : frameBudget(seconds, fit);
  return { frames, side, question: { language, keyframes, chapters, cues, brief, isPart } };
}

/** At least one, or there would be nothing to ask about. */
function roomForImages({ limits }: Asked): number {
  return Math.max(1, limits.maxImages - leftForQuestions(limits).images);
}

/** The first look leaves this share of the model's context to later questions, their closer looks and answers. */
const TOKEN_SHARE = 1 / 4;
/** And so many pictures, but no more than this share of what a request may hold. */
const RESCAN_IMAGES = 24;
const IMAGE_SHARE = 1 / 6;

interface Limits {
  readonly contextTokens: number;
  readonly maxImages: number;
}

/** What a first look must not use: its frames are part of every later request, which needs room for closer looks. */
function leftForQuestions({ contextTokens, maxImages }: Limits): { tokens: number; images: number } {
  return {
    tokens: Math.floor(contextTokens * TOKEN_SHARE),
    images: Math.min(RESCAN_IMAGES, Math.floor(maxImages * IMAGE_SHARE)),
  };
}
