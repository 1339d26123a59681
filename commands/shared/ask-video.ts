import type { CommandContext } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import type { LateProgress } from "../../src/chat/late-progress.ts";
import { type Catalogue, catalogueFor } from "../../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import { type Answer, answerQuestion, type QuestionDeps } from "../../src/qa/answer.ts";
import { answerInParts } from "../../src/qa/parts/answer-in-parts.ts";
import { notFoundInParts, partNotes } from "../../src/qa/parts/render-parts.ts";
import type { VideoContext } from "../../src/store/contexts/video-context.ts";
import type { ThreadRecord } from "../../src/store/threads/threads.ts";
import type { Coverage } from "../../src/summary/summary.ts";
import { unusableReplies } from "../../src/summary/warnings.ts";
import { rangeText } from "../../src/summary/words.ts";
import type { TimeRange, VideoFile } from "../../src/video/video.ts";
import { withModel } from "../../src/vision/discovery/with-model.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { absent } from "./absent.ts";
import { longVideoOf, partsOf } from "./ask/ask-long.ts";
import type { CommandDeps } from "./deps.ts";
import { framesThatShow } from "./frames-that-show.ts";
import { readDetail, readKind, readLanguage } from "./options.ts";
import { nearOriginal, type OpenedOriginal, openOriginal } from "./original.ts";
import { routingKey, sourceOf, summarizeVideo } from "./summarize-video.ts";
import { watchedSoFar } from "./watched-so-far.ts";

/** Whether a model has looked at it, or at a part of it. */
export function isSeen({ opening, summary }: VideoContext): boolean {
  return opening !== null || summary.parts.some(({ model }) => model !== null);
}

/** Why there are no questions about this video: no model was there, or what it said was of no use. */
export function nothingToAsk({ summary }: VideoContext, { questions }: Catalogue): OutgoingMessage {
  return unusableReplies(summary) > 0
    ? { kind: "error", code: "model-garbled", text: questions.replyUnusable }
    : { kind: "error", code: "model-missing", text: questions.noModelYet };
}

export interface KnownVideo {
  readonly record: ThreadRecord;
  readonly video: VideoContext;
  /** Only the first parts of a long video have been watched. */
  readonly isUnfinished?: boolean;
}

/** What is known of the video. Where it comes with the question and no model has looked at it, it is summarized first. */
export async function knownVideo(deps: CommandDeps, context: CommandContext): Promise<KnownVideo> {
  const { event, signal } = context;
  const known = await whatIsKnown(deps, event);
  const hasVideo = event.attachments.length + event.links.length > 0;
  // A reply that could not be used would cost the same calls with each question; a new summary is made when someone asks for one.
  const hasFailed = known && unusableReplies(known.video.summary) > 0;
  const isWorthLooking =
    hasVideo &&
    !(known && isSeen(known.video)) &&
    !hasFailed &&
    !(known && (await deps.model(signal)) === null);
  if (known && !isWorthLooking) return known;
  if (!hasVideo) return await whatIsWatched(deps, event);
  const options = {
    range: {},
    language: readLanguage(event),
    ...readDetail(event.options),
    ...readKind(event.options.for),
  };
  await summarizeVideo(deps, context, { source: sourceOf(event), options });
  const fresh = await whatIsKnown(deps, event);
  if (!fresh) throw new CuepointError("thread-unknown");
  return fresh;
}

async function whatIsKnown({ store }: CommandDeps, { thread }: CommandEvent): Promise<KnownVideo | null> {
  const record = await store.threads.get(thread);
  const video = record && (await store.contexts.get(tenantOf(thread), record.contextKey));
  return record && video ? { record, video } : null;
}

/** Parts are there to be asked about before the whole is. Throws where there are none that a model has seen. */
async function whatIsWatched(deps: CommandDeps, { thread }: CommandEvent): Promise<KnownVideo> {
  const { threads, contexts } = deps.store;
  const record = await threads.get(thread);
  const video = record && (await watchedSoFar(contexts, tenantOf(thread), record.contextKey));
  if (!video || !isSeen(video)) throw await absent(deps, thread);
  return { record, video, isUnfinished: true };
}

/** The original as questions need it: opened when it is first wanted, and once. Dispose it in the end. */
export interface Originals extends AsyncDisposable {
  original(signal: AbortSignal): Promise<VideoFile | null>;
  /** Null too where it would have to be fetched. */
  near(signal: AbortSignal): Promise<VideoFile | null>;
}

export function originalsOf(
  deps: CommandDeps,
  record: ThreadRecord,
  { event, report }: Pick<CommandContext, "event" | "report">,
): Originals {
  const opened = new AsyncDisposableStack();
  let original: OpenedOriginal | null = null;
  const open = async (find: typeof openOriginal, signal: AbortSignal) => {
    original ??= opened.use(await find(deps, record, { event, report, signal }));
    return original?.video ?? null;
  };
  return {
    original: (signal) => open(openOriginal, signal),
    near: (signal) => open(nearOriginal, signal),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

export interface VideoQuestion extends KnownVideo {
  readonly question: string;
}

/** The video that a question looks at again, and where its steps are reported. */
interface Looking extends Pick<Originals, "original" | "near"> {
  readonly steps: LateProgress;
}

/** Asks the model. Throws `model-*` errors. */
export async function askAboutVideo(
  deps: CommandDeps,
  context: CommandContext,
  asked: VideoQuestion,
  { steps, ...originals }: Looking,
): Promise<Told> {
  const { event, signal } = context;
  const video = { tenant: tenantOf(event.thread), keys: [asked.video.key] };
  const seen = async (text: string, abort: AbortSignal) =>
    (await framesThatShow(deps, { ...video, text }, abort)).map(({ start }) => start);
  const onLook = (range: TimeRange) => steps.report({ step: "answer", range: rangeText(range) });
  const asking = { ...originals, logger: deps.logger, onLook, ...(deps.embeddings && { seen }) };
  const work = (model: VisionModel) => {
    steps.report({ step: "answer" });
    return answerWith({ ...asking, model }, deps, context, asked);
  };
  const onLoading = () => steps.reportAtOnce({ step: "load" });
  const result = await withModel(deps.model, { work, onLoading }, signal).catch(async (error: unknown) => {
    if (error instanceof CuepointError && error.code === "model-garbled") {
      await deps.store.threads.noteUnusableReply(event.thread);
    }
    throw error;
  });
  if (!result) throw new CuepointError("model-missing");
  return result;
}

/** What is shown of an answer, but for its pictures. */
export interface Told {
  readonly answer: Answer;
  readonly coverage: Coverage;
  readonly notes?: readonly string[];
  readonly notFound?: string | undefined;
}

async function answerWith(
  asking: QuestionDeps,
  deps: CommandDeps,
  context: CommandContext,
  { question, record, video, isUnfinished }: VideoQuestion,
): Promise<Told> {
  const { event, signal } = context;
  const { turns, unusableReplies: failures = 0 } = record;
  const { summary, opening } = video;
  const key = routingKey(tenantOf(event.thread), record.sha256);
  const said = { text: question, language: readLanguage(event), turns, failures };
  if (opening) {
    const { coverage, cues: transcript } = summary;
    const { duration } = video.video;
    const { clock } = summary;
    const frozen = { opening, coverage, transcript, duration, routingKey: key, ...(clock && { clock }) };
    return { answer: await answerQuestion(asking, { ...said, context: frozen }, signal), coverage };
  }
  const parts = partsOf(deps, context, { record, video });
  const long = { ...said, video: longVideoOf(video), routingKey: key, scope: video.key };
  const answer = await answerInParts({ ...asking, ...parts }, long, signal);
  const catalogue = catalogueFor(event.locale);
  return {
    answer,
    // That nothing was said in one part does not mean that nothing was heard of the video.
    coverage: { ...(answer.coverages[0] ?? summary.coverage), sound: summary.coverage.sound },
    notes: [
      ...partNotes(answer, summary.parts, catalogue),
      ...(isUnfinished ? [catalogue.questions.watchedOnly(rangeText(video.range))] : []),
    ],
    notFound: notFoundInParts(answer, summary.parts, catalogue),
  };
}
