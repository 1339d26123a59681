import type { LabelledFrame } from "../../summary/ask/prompt.ts";
import type { Coverage } from "../../summary/summary.ts";
import type { Frame, TimeRange } from "../../video/video.ts";
import { aboutSpeech } from "../about-speech.ts";
import { type Answer, answerQuestion, type Question, type QuestionDeps, turnOf, unheard } from "../answer.ts";
import type { FrozenContext } from "../context.ts";
import { replyElsewhere, turnWithin } from "../conversation.ts";
import { inOneAnswer, shareOut } from "../evidence/sentences.ts";
import { answerFromTexts, type FromTexts } from "./answer-from-texts.ts";
import { choosePlace, type Place } from "./choose-place.ts";
import { type LongVideo, partOfSegment } from "./long-video.ts";

export interface PartsDeps extends QuestionDeps {
  /** What every request about a part begins with; null where no model has seen it. */
  readonly part: (number: number) => Promise<FrozenContext | null>;
  /** Of what lies outside of the parts: it is watched now. Null where the original is gone, or where no model could see it. */
  readonly watch: (range: TimeRange) => Promise<FrozenContext | null>;
  /** The still of the segment at this position. */
  readonly still: (position: number) => Promise<Frame | null>;
}

export interface LongQuestion extends Omit<Question, "context" | "stretch"> {
  readonly video: LongVideo;
  /** Of requests about the whole video. */
  readonly routingKey: string;
  /** Names the video in turns about its texts. */
  readonly scope: string;
}

export interface LongAnswer extends Answer {
  /** What the answer was taken from. */
  readonly from: "parts" | "texts";
  /** Numbers of the parts whose frames were looked at, from zero. */
  readonly looked: readonly number[];
  /** And of those that no model has seen, though the question may be about them. */
  readonly unseen: readonly number[];
  /** What was watched for this question alone. */
  readonly watched: TimeRange | null;
  /** Of what was looked at. */
  readonly coverages: readonly Coverage[];
}

type PartsPlace = Extract<Place, { kind: "parts" }>;

/**
 * Answers about a video in parts: over the frozen beginning of the parts that the question names or that its words are found in, else
 * from the parts' texts. Throws `model-*` errors.
 */
export async function answerInParts(
  deps: PartsDeps,
  question: LongQuestion,
  signal: AbortSignal,
): Promise<LongAnswer> {
  const { text, video } = question;
  const about = aboutSpeech(text);
  const { coverage, cues } = video.summary;
  if (about === "surely" && cues.length === 0) {
    return longAnswer([{ ...unheard(text), number: null, coverage }], { from: "parts" });
  }
  const seen = (await deps.seen?.(text, signal)) ?? [];
  const place = choosePlace(text, about, video, seen);
  if (place.kind === "parts") return await askParts(deps, question, place, signal);
  if (place.kind === "unwatched") return await askUnwatched(deps, question, place.range, signal);
  return await askTexts(deps, question, place.segments, signal);
}

/** What one part, or the texts, told; the number is that of a part. */
interface Told extends Answer {
  readonly number: number | null;
  readonly coverage: Coverage;
}

async function askParts(
  deps: PartsDeps,
  question: LongQuestion,
  { numbers, each, stretch }: PartsPlace,
  signal: AbortSignal,
): Promise<LongAnswer> {
  const told: Told[] = [];
  const unseen: number[] = [];
  for (const number of numbers) {
    const context = await deps.part(number);
    if (!context) {
      unseen.push(number);
      continue;
    }
    const asked = { ...question, context, ...(stretch && { stretch }) };
    const answer = await answerQuestion(deps, asked, signal);
    told.push({ ...answer, number, coverage: context.coverage });
    if (answer.text !== "" && !each) break;
  }
  return longAnswer(told, { from: "parts", unseen, question: question.text });
}

async function askUnwatched(
  deps: PartsDeps,
  question: LongQuestion,
  range: TimeRange,
  signal: AbortSignal,
): Promise<LongAnswer> {
  const context = await deps.watch(range);
  if (!context) {
    const { coverage } = question.video.summary;
    const gone = { ...unheard(question.text), about: "no" as const, originalGone: true };
    return longAnswer([{ ...gone, number: null, coverage }], { from: "parts" });
  }
  const answer = await answerQuestion(deps, { ...question, context }, signal);
  const { coverage } = context;
  const watched = { start: coverage.start, end: coverage.end };
  return longAnswer([{ ...answer, number: null, coverage }], { from: "parts", watched });
}

async function askTexts(
  deps: PartsDeps,
  question: LongQuestion,
  chosen: readonly number[] | null,
  signal: AbortSignal,
): Promise<LongAnswer> {
  const { text, language, video, routingKey, failures = 0 } = question;
  const all = video.summary.segments.map((_, position) => position);
  const sent = (chosen ?? all).filter((position) => isDescribed(video, position));
  const scope = chosen ? `${question.scope} ${chosen.join(" ")}` : question.scope;
  const turns = question.turns.map((turn) => turnWithin(turn, scope));
  const about = aboutSpeech(text);
  const unseen = unseenParts(video, chosen ?? all);
  if (sent.length === 0) return longAnswer([], { from: "texts", unseen, question: text });
  const asked = { text, language, about, video, segments: sent, turns, failures, routingKey };
  const { checked, ...rest } = await answerFromTexts(deps, asked, signal);
  if (checked.kind === "look") {
    const place: PartsPlace = {
      kind: "parts",
      numbers: [partOfSegment(video, checked.segment)],
      each: false,
    };
    return await askParts(deps, question, place, signal);
  }
  const stills = checked.kind === "found" ? await stillsOf(deps, video, checked.segments) : new Map();
  const told = answerOfTexts({ checked, ...rest }, stills, question.text, scope);
  const coverage = video.summary.coverage;
  return longAnswer([{ ...told, about, number: null, coverage }], { from: "texts", unseen });
}

function isDescribed({ summary: { segments } }: LongVideo, position: number): boolean {
  return segments[position]?.label !== null;
}

function unseenParts(video: LongVideo, segments: readonly number[]): number[] {
  const unseen = segments.filter((position) => !isDescribed(video, position));
  return [...new Set(unseen.map((position) => partOfSegment(video, position)))];
}

/** By the position of the segment. */
type Stills = ReadonlyMap<number, LabelledFrame>;

async function stillsOf(
  deps: PartsDeps,
  { summary }: LongVideo,
  positions: readonly number[],
): Promise<Stills> {
  const stills = await Promise.all(
    positions.map(async (position): Promise<[number, LabelledFrame][]> => {
      const still = await deps.still(position);
      const label = summary.segments[position]?.label ?? "";
      return still ? [[position, { ...still, label }]] : [];
    }),
  );
  return new Map(stills.flat());
}

function answerOfTexts(
  { checked, reply, droppedTurns }: FromTexts,
  stills: Stills,
  question: string,
  scope: string,
): Answer {
  const {
    text,
    quotes,
    sentences: said,
  } = checked.kind === "found" ? checked : { text: "", quotes: [], sentences: [] };
  const moments = [...stills.values()];
  const cited = said.map(({ segments, ...sentence }) => ({
    ...sentence,
    cited: segments.flatMap((position) => stills.get(position)?.timestamp ?? []),
  }));
  return {
    ...{ text, quotes, moments, sentences: shareOut(cited, { moments, quotes }), about: "no", rescanned: [] },
    ...{ originalGone: false, shortage: null, droppedTurns, turn: turnOf(question, reply, scope) },
  };
}

interface HowAnswered {
  readonly from: LongAnswer["from"];
  readonly unseen?: readonly number[];
  readonly watched?: TimeRange;
  readonly question?: string;
}

/** One answer of what was told, in order of time. */
function longAnswer(
  told: readonly Told[],
  { from, unseen = [], watched, question = "" }: HowAnswered,
): LongAnswer {
  const ordered = told.toSorted((a, b) => a.coverage.start - b.coverage.start);
  const found = ordered.filter(({ text }) => text !== "");
  const shown = found.length > 0 ? found : ordered;
  const text = [...new Set(shown.map((one) => one.text))].join("\n").trim();
  const [only] = shown;
  const turn =
    shown.length === 1 && only ? only.turn : turnOf(question, replyElsewhere(text), "several parts");
  return {
    ...{ text, turn, from, unseen, watched: watched ?? null },
    about: only?.about ?? "no",
    // Two parts that meet may both have shown the frame between them.
    moments: once(
      shown.flatMap(({ moments }) => moments),
      ({ timestamp }) => timestamp,
    ),
    quotes: once(
      shown.flatMap(({ quotes }) => quotes),
      ({ id }) => id,
    ),
    sentences: inOneAnswer(shown),
    rescanned: ordered.flatMap(({ rescanned }) => rescanned),
    originalGone: ordered.some(({ originalGone }) => originalGone),
    shortage: ordered.find(({ shortage }) => shortage !== null)?.shortage ?? null,
    droppedTurns: Math.max(0, ...ordered.map(({ droppedTurns }) => droppedTurns)),
    looked: ordered.flatMap(({ number }) => number ?? []),
    coverages: ordered.map(({ coverage }) => coverage),
  };
}

function once<T>(all: readonly T[], keyOf: (one: T) => string | number): T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}
