import type { CommandContext, CommandDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { createLateProgress } from "../src/chat/late-progress.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { shorten } from "../src/chat/text/split-text.ts";
import { CuepointError } from "../src/errors.ts";
import { metered } from "../src/jobs/limits/metering.ts";
import { renderAnswer } from "../src/qa/render.ts";
import { cutMoments } from "../src/qa/rescan.ts";
import { askedPart } from "./shared/ask/asked-part.ts";
import {
  askAboutVideo,
  isSeen,
  knownVideo,
  nothingToAsk,
  originalsOf,
  type VideoQuestion,
} from "./shared/ask-video.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { aboutFound } from "./shared/find/found-video.ts";
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
      {
        name: "found",
        type: "integer",
        min: 1,
        max: 5,
        description: inEveryLanguage(({ commands }) => commands.ask.found),
      },
    ],
    async run(context) {
      const { thread, job } = context;
      const deps = metered(built, job);
      const { event, question } = await whatIsAsked(deps, context.event);
      const known = await knownVideo(deps, { ...context, event });
      const catalogue = catalogueFor(event.locale);
      const { questions } = catalogue;
      const part = await askedPart(deps, event, known);
      if (!isSeen(known.video)) {
        await thread.post(nothingToAsk(known.video, catalogue));
        return;
      }
      if (part === null) {
        await thread.post({ kind: "notice", text: questions.ofAnotherVideo });
        return;
      }
      const asked = part === undefined ? question : questions.atPart(part, question);
      await thread.post(await answerOf(deps, { ...context, event }, { question: asked, ...known }));
    },
  };
}

/** The question, and the event in the thread whose video it means. */
async function whatIsAsked(deps: CommandDeps, event: CommandEvent) {
  const question = String(event.options.question ?? "").trim();
  if (question === "") throw new CuepointError("usage", { what: "no-question" });
  const { found } = event.options;
  return typeof found === "number"
    ? aboutFound(deps, event, { question, number: found })
    : { event, question };
}

/** Characters of a question above its answer. */
const MOST_ASKED = 140;

/** Its steps are reported only until the answer is there: it may take their place in the thread. */
async function answerOf(
  deps: CommandDeps,
  given: CommandContext,
  asked: VideoQuestion,
): Promise<OutgoingMessage> {
  using steps = createLateProgress(given.report);
  const context = { ...given, report: steps.reportAtOnce };
  const { event, signal } = context;
  const { record } = asked;
  await using originals = originalsOf(deps, record, context);
  const result = await askAboutVideo(deps, context, asked, { ...originals, steps });
  const still = result.answer.moments.length > 0 ? await originals.near(signal) : null;
  const moments = await cutMoments(still, result.answer.moments, signal);
  await deps.store.threads.addTurn(event.thread, {
    ...result.answer.turn,
    author: event.author,
    at: deps.now(),
  });
  const tellCut =
    result.answer.droppedTurns > 0 && (await deps.store.threads.tellOnce(event.thread, "conversation-cut"));
  const { clock } = asked.video.summary;
  const shown = { ...result, moments, tellCut, clock, shrink: shrinkBy(deps, signal) };
  const message = withMomentLinks(renderAnswer(shown, catalogueFor(event.locale)), record);
  // Only the person who filled in the form has seen the question.
  return event.options.part === undefined
    ? message
    : { ...message, title: shorten(asked.question, MOST_ASKED) };
}
