import { catalogueFor, inEveryLanguage } from "../src/chat/catalogue/catalogue.ts";
import type { CommandDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { createProgressPost } from "../src/chat/progress-post.ts";
import type { Thread } from "../src/chat/thread.ts";
import { CuepointError } from "../src/errors.ts";
import { answerQuestion } from "../src/qa/answer.ts";
import type { FrozenContext } from "../src/qa/context.ts";
import { cutMoments } from "../src/qa/moments.ts";
import { renderAnswer } from "../src/qa/render.ts";
import type { VideoContext } from "../src/store/contexts/video-context.ts";
import { tenantOf } from "../src/store/tenant.ts";
import type { ThreadRecord } from "../src/store/threads.ts";
import type { CommandDeps } from "./deps.ts";
import { knownThread } from "./known-thread.ts";
import { keptOriginal, type OpenedOriginal, openOriginal } from "./original.ts";
import { readLanguage } from "./reply-language.ts";
import { routingKey, sourceOf, watch } from "./watch.ts";

/** Answers a question about the thread's video, from the frozen context and by looking again. */
export function createAsk(deps: CommandDeps): CommandDefinition {
  return {
    name: "ask",
    description: inEveryLanguage(({ commands }) => commands.ask.description),
    needsVideo: true,
    isJob: true,
    options: [
      {
        name: "question",
        type: "string",
        required: true,
        positional: true,
        description: inEveryLanguage(({ commands }) => commands.ask.question),
      },
    ],
    async run(event, thread, signal) {
      const question = String(event.options.question ?? "").trim();
      if (question === "") throw new CuepointError("usage", { what: "no-question" });
      const record = await recordFor(deps, event, thread, signal);
      const context = await deps.store.contexts.get(tenantOf(event.thread), record.contextKey);
      if (!context) throw new CuepointError("thread-unknown");
      const words = catalogueFor(event.locale);
      if (!context.opening) {
        await thread.post({ kind: "notice", text: words.questions.noModelYet });
        return;
      }
      await answer(
        deps,
        { event, thread, record, question },
        { ...context, opening: context.opening },
        signal,
      );
    },
  };
}

/** A file that is asked about before it was summarised is watched first. */
async function recordFor(
  deps: CommandDeps,
  event: CommandEvent,
  thread: Thread,
  signal: AbortSignal,
): Promise<ThreadRecord> {
  const known = await deps.store.threads.get(event.thread);
  if (known || event.attachments.length + event.links.length === 0) return knownThread(deps, event.thread);
  const progress = createProgressPost({ thread, catalogue: catalogueFor(event.locale), logger: deps.logger });
  const wishes = { range: {}, language: readLanguage(event) };
  await watch(deps, { event, source: sourceOf(event), wishes }, progress.report, signal).finally(
    progress.finish,
  );
  return knownThread(deps, event.thread);
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
  const model = await deps.model(signal);
  if (!model) throw new CuepointError("model-missing");
  await using opened = new AsyncDisposableStack();
  let original: OpenedOriginal | null = null;
  const frozen: FrozenContext = {
    opening: context.opening,
    coverage: context.summary.coverage,
    duration: context.video.duration,
    routingKey: routingKey(tenantOf(event.thread), record.sha256),
  };
  const result = await answerQuestion(
    {
      model,
      logger: deps.logger,
      async original(abort) {
        original ??= await openOriginal(deps, event.thread, record, abort);
        if (original) opened.use(original);
        return original?.video ?? null;
      },
    },
    { text: question, language: readLanguage(event), context: frozen, turns: record.turns },
    signal,
  );
  const kept = await keptOriginal(deps, event.thread, record, signal);
  const moments = await cutMoments(kept, result.moments, signal);
  await deps.store.threads.addTurn(event.thread, { ...result.turn, at: deps.now() });
  const tellCut =
    result.droppedTurns > 0 && (await deps.store.threads.tellOnce(event.thread, "conversation-cut"));
  await thread.post(
    renderAnswer({ answer: result, moments, coverage: frozen.coverage, tellCut }, catalogueFor(event.locale)),
  );
}
