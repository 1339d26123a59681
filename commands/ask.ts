import type { CommandContext, CommandDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { type Catalogue, catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
import { metered } from "../src/jobs/limits/metering.ts";
import { type Answer, answerQuestion, type QuestionDeps } from "../src/qa/answer.ts";
import { answerInParts } from "../src/qa/parts/answer-in-parts.ts";
import { notFoundInParts, partNotes } from "../src/qa/parts/render-parts.ts";
import { renderAnswer } from "../src/qa/render.ts";
import { cutMoments } from "../src/qa/rescan.ts";
import type { VideoContext } from "../src/store/contexts/video-context.ts";
import type { ThreadRecord } from "../src/store/threads/threads.ts";
import type { Coverage } from "../src/summary/summary.ts";
import { unusableReplies } from "../src/summary/warnings.ts";
import { rangeText } from "../src/summary/words.ts";
import { withModel } from "../src/vision/discovery/with-model.ts";
import type { VisionModel } from "../src/vision/model.ts";
import { absent } from "./shared/absent.ts";
import { longVideoOf, partsOf } from "./shared/ask-long.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { readLanguage } from "./shared/options.ts";
import { nearOriginal, type OpenedOriginal, openOriginal } from "./shared/original.ts";
import { routingKey, sourceOf, summarizeVideo } from "./shared/summarize-video.ts";
import { shrinkBy, withMomentLinks } from "./shared/video-message.ts";
import { watchedSoFar } from "./shared/watched-so-far.ts";

/** Answers a question about the thread's video, from the frozen context and by looking again. */
export function createAsk(built: CommandDeps): CommandDefinition {
  return {
    name: "ask",
    description: inEveryLanguage(({ commands }) => commands.ask.description),
    needsVideo: false,
    about: "thread",
    hasFiles: true,
    isJob: true,
    options: [
      {
        name: "question",
        type: "string",
        required: true,
        positional: true,
        description: inEveryLanguage(({ commands }) => commands.ask.question),
        example: '"Who comes in?"',
      },
    ],
    async run(context) {
      const { event, thread, job } = context;
      const deps = metered(built, job);
      const question = String(event.options.question ?? "").trim();
      if (question === "") throw new CuepointError("usage", { what: "no-question" });
      const known = await knownVideo(deps, context);
      if (!isSeen(known.video)) {
        await thread.post(nothingToAsk(known.video, catalogueFor(event.locale)));
        return;
      }
      await answer(deps, context, { question, ...known });
    },
  };
}

/** Whether a model has looked at it, or at a part of it. */
function isSeen({ opening, summary }: VideoContext): boolean {
  return opening !== null || summary.parts.some(({ model }) => model !== null);
}

/** Why there are no questions about this video: no model was there, or what it said was of no use. */
function nothingToAsk({ summary }: VideoContext, { questions }: Catalogue): OutgoingMessage {
  return unusableReplies(summary) > 0
    ? { kind: "error", code: "model-garbled", text: questions.replyUnusable }
    : { kind: "error", code: "model-missing", text: questions.noModelYet };
}

interface Known {
  readonly record: ThreadRecord;
  readonly video: VideoContext;
  /** Only the first parts of a long video have been watched. */
  readonly isUnfinished?: boolean;
}

/** What is known of the video. Where it comes with the question and no model has looked at it, it is summarized first. */
async function knownVideo(deps: CommandDeps, context: CommandContext): Promise<Known> {
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
  const options = { range: {}, language: readLanguage(event) };
  await summarizeVideo(deps, context, { source: sourceOf(event), options });
  const fresh = await whatIsKnown(deps, event);
  if (!fresh) throw new CuepointError("thread-unknown");
  return fresh;
}

async function whatIsKnown({ store }: CommandDeps, { thread }: CommandEvent): Promise<Known | null> {
  const record = await store.threads.get(thread);
  const video = record && (await store.contexts.get(tenantOf(thread), record.contextKey));
  return record && video ? { record, video } : null;
}

/** Parts are there to be asked about before the whole is. Throws where there are none that a model has seen. */
async function whatIsWatched(deps: CommandDeps, { thread }: CommandEvent): Promise<Known> {
  const { threads, contexts } = deps.store;
  const record = await threads.get(thread);
  const video = record && (await watchedSoFar(contexts, tenantOf(thread), record.contextKey));
  if (!video || !isSeen(video)) throw await absent(deps, thread);
  return { record, video, isUnfinished: true };
}

interface Question extends Known {
  readonly question: string;
}

async function answer(deps: CommandDeps, context: CommandContext, asked: Question): Promise<void> {
  const { event, thread, signal, report } = context;
  const { record } = asked;
  await using opened = new AsyncDisposableStack();
  let original: OpenedOriginal | null = null;
  const open = async (find: typeof openOriginal, abort: AbortSignal) => {
    original ??= opened.use(await find(deps, record, { event, report, signal: abort }));
    return original?.video ?? null;
  };
  const originals = {
    original: (abort: AbortSignal) => open(openOriginal, abort),
    near: (abort: AbortSignal) => open(nearOriginal, abort),
  };
  const work = (model: VisionModel) =>
    answerWith({ ...originals, model, logger: deps.logger }, deps, context, asked);
  const onLoading = () => report({ step: "load" });
  const result = await withModel(deps.model, { work, onLoading }, signal).catch(async (error: unknown) => {
    if (error instanceof CuepointError && error.code === "model-garbled") {
      await deps.store.threads.noteUnusableReply(event.thread);
    }
    throw error;
  });
  if (!result) throw new CuepointError("model-missing");
  const still = result.answer.moments.length > 0 ? await open(nearOriginal, signal) : null;
  const moments = await cutMoments(still, result.answer.moments, signal);
  await deps.store.threads.addTurn(event.thread, { ...result.answer.turn, at: deps.now() });
  const tellCut =
    result.answer.droppedTurns > 0 && (await deps.store.threads.tellOnce(event.thread, "conversation-cut"));
  const shown = { ...result, moments, tellCut, shrink: shrinkBy(deps, signal) };
  const message = renderAnswer(shown, catalogueFor(event.locale));
  await thread.post(withMomentLinks(message, record));
}

/** What is shown of an answer, but for its pictures. */
interface Told {
  readonly answer: Answer;
  readonly coverage: Coverage;
  readonly notes?: readonly string[];
  readonly notFound?: string | undefined;
}

async function answerWith(
  asking: QuestionDeps,
  deps: CommandDeps,
  context: CommandContext,
  { question, record, video, isUnfinished }: Question,
): Promise<Told> {
  const { event, signal } = context;
  const { turns, unusableReplies: failures = 0 } = record;
  const { summary, opening } = video;
  const key = routingKey(tenantOf(event.thread), record.sha256);
  const said = { text: question, language: readLanguage(event), turns, failures };
  if (opening) {
    const { coverage, cues: transcript } = summary;
    const { duration } = video.video;
    const frozen = { opening, coverage, transcript, duration, routingKey: key };
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
