import type { CommandDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { type Catalogue, catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { createProgressPost } from "../src/chat/progress-post.ts";
import type { Thread } from "../src/chat/thread.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
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
import { withMomentLinks } from "./shared/moment-links.ts";
import { nearOriginal, type OpenedOriginal, openOriginal } from "./shared/original.ts";
import { readLanguage } from "./shared/reply-language.ts";
import { shrinkBy } from "./shared/shrink-by.ts";
import { routingKey, sourceOf, watch } from "./shared/summarize-video.ts";

/** Answers a question about the thread's video, from the frozen context and by looking again. */
export function createAsk(deps: CommandDeps): CommandDefinition {
  return {
    name: "ask",
    description: inEveryLanguage(({ commands }) => commands.ask.description),
    needsVideo: false,
    about: "thread",
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
    async run(event, thread, signal) {
      const question = String(event.options.question ?? "").trim();
      if (question === "") throw new CuepointError("usage", { what: "no-question" });
      const { record, context } = await watchedBefore(deps, event, thread, signal);
      if (!context.opening) {
        await thread.post(nothingToAsk(context, catalogueFor(event.locale)));
        return;
      }
      const asking = { event, thread, record, question };
      await answer(deps, asking, { ...context, opening: context.opening }, signal);
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
  readonly context: VideoContext;
}

/** What is known of the video. Where it comes with the question and no model has looked at it, it is watched first. */
async function watchedBefore(
  deps: CommandDeps,
  event: CommandEvent,
  thread: Thread,
  signal: AbortSignal,
): Promise<Known> {
  const known = await whatIsKnown(deps, event);
  const hasVideo = event.attachments.length + event.links.length > 0;
  // A reply that could not be used would cost the same calls with each question; a new summary is made when someone asks for one.
  const hasFailed = known && unusableReplies(known.context.summary) > 0;
  const isWorthLooking =
    hasVideo && !known?.context.opening && !hasFailed && !(known && (await deps.model(signal)) === null);
  if (known && !isWorthLooking) return known;
  if (!hasVideo) throw new CuepointError("thread-unknown");
  const progress = createProgressPost({ thread, catalogue: catalogueFor(event.locale), logger: deps.logger });
  const wishes = { range: {}, language: readLanguage(event) };
  await watch(deps, { event, source: sourceOf(event), wishes }, progress.report, signal).finally(
    progress.finish,
  );
  const fresh = await whatIsKnown(deps, event);
  if (!fresh) throw new CuepointError("thread-unknown");
  return fresh;
}

async function whatIsKnown({ store }: CommandDeps, { thread }: CommandEvent): Promise<Known | null> {
  const record = await store.threads.get(thread);
  const context = record && (await store.contexts.get(tenantOf(thread), record.contextKey));
  return record && context ? { record, context } : null;
}

interface Asking {
  readonly event: CommandEvent;
  readonly thread: Thread;
  readonly record: ThreadRecord;
  readonly question: string;
}

async function answer(
  deps: CommandDeps,
  { event, thread, record, question }: Asking,
  context: VideoContext & { opening: FrozenContext["opening"] },
  signal: AbortSignal,
): Promise<void> {
  await using opened = new AsyncDisposableStack();
  let original: OpenedOriginal | null = null;
  const open = async (find: typeof openOriginal, abort: AbortSignal) => {
    original ??= opened.use(await find(deps, event.thread, record, abort));
    return original?.video ?? null;
  };
  const frozen: FrozenContext = {
    opening: context.opening,
    coverage: context.summary.coverage,
    duration: context.video.duration,
    routingKey: routingKey(tenantOf(event.thread), record.sha256),
  };
  const progress = createProgressPost({ thread, catalogue: catalogueFor(event.locale), logger: deps.logger });
  const { turns, unusableReplies: failures = 0 } = record;
  const work = (model: VisionModel) =>
    answerQuestion(
      { model, logger: deps.logger, original: (abort) => open(openOriginal, abort) },
      { text: question, language: readLanguage(event), context: frozen, turns, failures },
      signal,
    );
  const onLoading = () => progress.report({ step: "load" });
  const result = await withModel(deps.model, { work, onLoading }, signal)
    .catch(async (error: unknown) => {
      if (error instanceof CuepointError && error.code === "model-garbled") {
        await deps.store.threads.noteUnusableReply(event.thread);
      }
      throw error;
    })
    .finally(progress.finish);
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
