import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Cue } from "../sound/transcript.ts";
import type { LabelledFrame } from "../summary/ask/prompt.ts";
import { clockRangeIn } from "../summary/times/clock-times.ts";
import type { TimeRange, VideoFile } from "../video/video.ts";
import type { VisionModel } from "../vision/model.ts";
import { type AboutSpeech, aboutSpeech } from "./about-speech.ts";
import { type Room, roomFor } from "./budget.ts";
import type { CheckedAnswer } from "./check-answer.ts";
import type { FrozenContext, Turn } from "./context.ts";
import { turnWithin } from "./conversation.ts";
import type { Sentence } from "./evidence/sentences.ts";
import { findSaid, linesThatFit, placeToLook, type Said, saidWithin } from "./find-said.ts";
import { questionLine, questionText } from "./prompt.ts";
import { namedRange } from "./question-times.ts";
import { type Asking, ask } from "./request.ts";
import { giveWay, type Rescans, rescanOnce, type Shortage, startRescans, withoutRoom } from "./rescans.ts";
import { insideOf, labelsWithin } from "./stretch.ts";

export interface QuestionDeps {
  readonly model: VisionModel;
  readonly logger: Logger;
  /** The original, where it can still be had; null otherwise. Called only when a closer look is wanted. */
  readonly original: (signal: AbortSignal) => Promise<VideoFile | null>;
  /** The same, and null too where it would have to be fetched. */
  readonly near: (signal: AbortSignal) => Promise<VideoFile | null>;
  /** Called as each closer look begins. */
  readonly onLook?: (range: TimeRange) => void;
  /** Times of frames that show what a text is about, the best first; absent where there are no vectors. Rejects for the signal alone. */
  readonly seen?: (text: string, signal: AbortSignal) => Promise<readonly number[]>;
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
  /** What it is about, where it names that otherwise than by a time. */
  readonly stretch?: TimeRange;
}

export interface Answer {
  /** Empty where neither the frames nor the words tell. */
  readonly text: string;
  /** The cited frames, oldest first; empty where nothing was found. */
  readonly moments: readonly LabelledFrame[];
  /** The cited lines that were said, oldest first. */
  readonly quotes: readonly Cue[];
  /** All of that by sentence. Empty where there is no text, or where it is not known which sentence rests on what. */
  readonly sentences: readonly Sentence[];
  /** Whether the question was about what is said. */
  readonly about: AboutSpeech;
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

/**
 * Answers from the frozen context, looking again at most twice where the frames are too few or where the words of a question
 * were said. What was said is not asked of the model where nothing was heard. Throws `model-*` errors.
 */
export async function answerQuestion(
  deps: QuestionDeps,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const { text, language, context, failures = 0 } = question;
  const turns = question.turns.map((turn) => turnWithin(turn, context.scope));
  const about = aboutSpeech(text);
  const { transcript } = context;
  if (about === "surely" && transcript.length === 0) return unheard(text);
  let room = roomFor(deps.model, { context, turns, text, language });
  const said = findSaid(text, searchedLines(about, context), context.duration);
  const spoken = about === "no" ? null : said;
  let rescans = await firstLook(deps, startRescans(room.rescanned), { question, said: spoken }, signal);
  for (;;) {
    const { mayRescan, rescanned, frames: closer } = rescans;
    const lines = linesThatFit(said?.lines ?? [], saidWithin(transcript, rescanned), room.lines);
    const hasCues = context.opening.cues.length + lines.length > 0;
    const between = labelsWithin(context.opening.frames, stretchOf(question));
    const asked = questionText(text, { language, mayRescan, hasCues, between });
    const asking = { context, turns: room.kept, closer, lines, asked, mayRescan, failures };
    const answered = await tryAsking(deps, asking, signal);
    if (answered instanceof CuepointError) {
      // The server counts more than we do. The frozen frames stay: without them there is nothing to talk about.
      const less = withLess(room, lines);
      if (!less) rescans = await giveWay(rescans, { deps, overflow: answered }, signal);
      room = less ?? room;
    } else if (answered.checked.kind === "closer" && mayRescan) {
      const look = { window: answered.checked, frozen: context.opening.frames };
      rescans = await rescanOnce(deps, rescans, look, signal);
    } else {
      const turn = turnOf(text, answered.reply, context.scope);
      return { ...told(answered.checked, rescans), about, droppedTurns: room.dropped, turn };
    }
  }
}

/** What it is about. The labels are the video's own times, so that what is meant by a time of day has to be said in those. */
function stretchOf({ text, stretch, context }: Question): TimeRange | undefined {
  return stretch ?? clockRangeIn(text, context.clock, context.duration) ?? undefined;
}

/** The conversation goes first, then the lines that were said; null where there is neither. */
function withLess(room: Room, lines: readonly Cue[]): Room | null {
  if (room.kept.length > 0) return { ...room, kept: [], dropped: room.dropped + room.kept.length };
  return lines.length > 0 ? { ...room, lines: 0 } : null;
}

interface FirstLook {
  readonly question: Question;
  /** Where the words of the question were said, if that is to be looked at. */
  readonly said: Said | null;
}

/** Looks at the part that the question names, else at the part in which its words were said or what it is about is seen, where the original is at hand for that. */
async function firstLook(
  deps: QuestionDeps,
  rescans: Rescans,
  { question: { text, context }, said }: FirstLook,
  signal: AbortSignal,
): Promise<Rescans> {
  const frozen = context.opening.frames;
  const named = insideOf(namedRange(text, context.duration, context.clock), context.within);
  if (named && !rescans.mayRescan) return withoutRoom(rescans);
  if (named) return await rescanOnce(deps, rescans, { window: named, frozen }, signal);
  if (!rescans.mayRescan || (!said && !deps.seen) || !(await deps.near(signal))) return rescans;
  const seen = (await deps.seen?.(text, signal)) ?? [];
  const window = placeToLook({ said, seen }, context);
  if (!window) return rescans;
  return await rescanOnce({ ...deps, original: deps.near }, rescans, { window, frozen }, signal);
}

/** Of a question that is not about speech, only the lines that the opening had no room for: the others would distract from the pictures. */
function searchedLines(about: AboutSpeech, { transcript, opening }: FrozenContext): readonly Cue[] {
  if (about !== "no") return transcript;
  const sent = new Set(opening.cues.map(({ id }) => id));
  return transcript.filter(({ id }) => !sent.has(id));
}

export function turnOf(question: string, reply: string, scope?: string): Turn {
  return { question, asked: questionLine(question), reply, ...(scope !== undefined && { scope }) };
}

/** Nothing was heard: no frame tells what was said, and a model would guess. */
export function unheard(text: string): Answer {
  const nothing = { text: "", moments: [], quotes: [], sentences: [], rescanned: [] };
  const turn = turnOf(text, '{"found": false, "closer": null}');
  return { ...nothing, originalGone: false, shortage: null, about: "surely", droppedTurns: 0, turn };
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
): Omit<Answer, "about" | "droppedTurns" | "turn"> {
  const found = checked.kind === "found";
  return {
    text: found ? checked.text : "",
    moments: found ? checked.moments : [],
    quotes: found ? checked.quotes : [],
    sentences: found ? checked.sentences : [],
    rescanned,
    originalGone,
    shortage,
  };
}
