import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Cue } from "../sound/transcript.ts";
import type { LabelledFrame } from "../summary/ask/prompt.ts";
import type { TimeRange, VideoFile } from "../video/video.ts";
import type { VisionModel } from "../vision/model.ts";
import { roomFor } from "./budget.ts";
import type { CheckedAnswer } from "./check-answer.ts";
import type { FrozenContext, Turn } from "./context.ts";
import { questionLine, questionText } from "./prompt.ts";
import { namedRange } from "./question-times.ts";
import { type Asking, ask } from "./request.ts";
import { giveWay, type Rescans, rescanOnce, type Shortage, startRescans, withoutRoom } from "./rescans.ts";

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
  /** Questions of this thread that got no usable reply; another try gets another seed. */
  readonly failures?: number;
}

export interface Answer {
  /** Empty where the frames do not show it. */
  readonly text: string;
  /** The cited frames, oldest first; empty where nothing was found. */
  readonly moments: readonly LabelledFrame[];
  /** The cited lines that were said, oldest first. */
  readonly quotes: readonly Cue[];
  /** Windows that were decoded anew. */
  readonly rescanned: readonly TimeRange[];
  /** A closer look was wanted and the original is gone. */
  readonly originalGone: boolean;
  /** The model's context held fewer or smaller pictures of a closer look than were wanted, or none. */
  readonly shortage: Shortage | null;
  /** Oldest turns that had to be left out. */
  readonly droppedTurns: number;
  readonly turn: Turn;
}

/** Answers from the frozen context, looking again at most twice where the frames are too few. Throws `model-*` errors. */
export async function answerQuestion(
  deps: QuestionDeps,
  { text, language, context, turns, failures = 0 }: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const room = roomFor(deps.model, { context, turns, text, language });
  let { kept, dropped } = room;
  let rescans = startRescans(room.rescanned);
  const look = async (window: TimeRange) => {
    rescans = await rescanOnce(deps, rescans, { window, frozen: context.opening.frames }, signal);
  };
  const named = namedRange(text, context.duration);
  if (named && rescans.mayRescan) await look(named);
  else if (named) rescans = withoutRoom(rescans);
  for (;;) {
    const mayRescan = rescans.mayRescan;
    const hasCues = context.opening.cues.length > 0;
    const asked = questionText(text, { language, mayRescan, hasCues });
    const answered = await tryAsking(
      deps,
      { context, turns: kept, closer: rescans.frames, asked, mayRescan, failures },
      signal,
    );
    if (answered instanceof CuepointError) {
      // The server counts more than we do. The frozen frames stay: without them there is nothing to talk about.
      if (kept.length === 0) rescans = await giveWay(rescans, { deps, overflow: answered }, signal);
      [kept, dropped] = [[], turns.length];
    } else if (answered.checked.kind === "closer" && mayRescan) await look(answered.checked);
    else {
      const turn = { question: text, asked: questionLine(text), reply: answered.reply };
      return { ...told(answered.checked, rescans), droppedTurns: dropped, turn };
    }
  }
}

interface Answered {
  readonly checked: CheckedAnswer;
  readonly reply: string;
}

/** Returns the error of a prompt that is too long. */
async function tryAsking(
  deps: QuestionDeps,
  asking: Asking,
  signal: AbortSignal,
): Promise<Answered | CuepointError> {
  try {
    return await ask(deps, asking, signal);
  } catch (error) {
    if (error instanceof CuepointError && error.code === "model-overflow") return error;
    throw error;
  }
}

function told(
  checked: CheckedAnswer,
  { rescanned, originalGone, shortage }: Rescans,
): Omit<Answer, "droppedTurns" | "turn"> {
  const found = checked.kind === "found";
  return {
    text: found ? checked.text : "",
    moments: found ? checked.moments : [],
    quotes: found ? checked.quotes : [],
    rescanned,
    originalGone,
    shortage,
  };
}
