import type { CommandContext, CommandDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { type Catalogue, catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
import { metered } from "../src/jobs/limits/metering.ts";
import { answerQuestion } from "../src/qa/answer.ts";
import type { FrozenContext } from "../src/qa/context.ts";
import { renderAnswer } from "../src/qa/render.ts";
import { cutMoments } from "../src/qa/rescan.ts";
import type { VideoContext } from "../src/store/contexts/video-context.ts";
import type { ThreadRecord } from "../src/store/threads/threads.ts";
import { unusableReplies } from "../src/summary/warnings.ts";
import { withModel } from "../src/vision/discovery/with-model.ts";
import type { VisionModel } from "../src/vision/model.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { readLanguage } from "./shared/options.ts";
import { nearOriginal, type OpenedOriginal, openOriginal } from "./shared/original.ts";
import { routingKey, sourceOf, summarizeVideo } from "./shared/summarize-video.ts";
import { shrinkBy, withMomentLinks } from "./shared/video-message.ts";

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
      const { record, video } = await knownVideo(deps, context);
      const { opening } = video;
      if (!opening) {
        await thread.post(nothingToAsk(video, catalogueFor(event.locale)));
        return;
      }
      await answer(deps, context, { question, record, video: { ...video, opening } });
    },
  };
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
}

/** What is known of the video. Where it comes with the question and no model has looked at it, it is summarized first. */
async function knownVideo(deps: CommandDeps, context: CommandContext): Promise<Known> {
  const { event, signal } = context;
  const known = await whatIsKnown(deps, event);
  const hasVideo = event.attachments.length + event.links.length > 0;
  // A reply that could not be used would cost the same calls with each question; a new summary is made when someone asks for one.
  const hasFailed = known && unusableReplies(known.video.summary) > 0;
  const isWorthLooking =
    hasVideo && !known?.video.opening && !hasFailed && !(known && (await deps.model(signal)) === null);
  if (known && !isWorthLooking) return known;
  if (!hasVideo) throw new CuepointError("thread-unknown");
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

interface Question {
  readonly question: string;
  readonly record: ThreadRecord;
  readonly video: VideoContext & Pick<FrozenContext, "opening">;
}

async function answer(
  deps: CommandDeps,
  context: CommandContext,
  { question, record, video }: Question,
): Promise<void> {
  const { event, thread, signal, report } = context;
  await using opened = new AsyncDisposableStack();
  let original: OpenedOriginal | null = null;
  const open = async (find: typeof openOriginal, abort: AbortSignal) => {
    original ??= opened.use(await find(deps, record, { event, report, signal: abort }));
    return original?.video ?? null;
  };
  const frozen: FrozenContext = {
    opening: video.opening,
    coverage: video.summary.coverage,
    transcript: video.summary.cues,
    duration: video.video.duration,
    routingKey: routingKey(tenantOf(event.thread), record.sha256),
  };
  const { turns, unusableReplies: failures = 0 } = record;
  const work = (model: VisionModel) =>
    answerQuestion(
      {
        ...{ model, logger: deps.logger },
        original: (abort) => open(openOriginal, abort),
        near: (abort) => open(nearOriginal, abort),
      },
      { text: question, language: readLanguage(event), context: frozen, turns, failures },
      signal,
    );
  const onLoading = () => report({ step: "load" });
  const result = await withModel(deps.model, { work, onLoading }, signal).catch(async (error: unknown) => {
    if (error instanceof CuepointError && error.code === "model-garbled") {
      await deps.store.threads.noteUnusableReply(event.thread);
    }
    throw error;
  });
  if (!result) throw new CuepointError("model-missing");
  const still = result.moments.length > 0 ? await open(nearOriginal, signal) : null;
  const moments = await cutMoments(still, result.moments, signal);
  await deps.store.threads.addTurn(event.thread, { ...result.turn, at: deps.now() });
  const tellCut =
    result.droppedTurns > 0 && (await deps.store.threads.tellOnce(event.thread, "conversation-cut"));
  const shown = {
    answer: result,
    moments,
    coverage: frozen.coverage,
    tellCut,
    shrink: shrinkBy(deps, signal),
  };
  const message = renderAnswer(shown, catalogueFor(event.locale));
  await thread.post(withMomentLinks(message, record));
}
