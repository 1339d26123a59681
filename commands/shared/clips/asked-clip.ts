import type { CommandContext } from "../../../src/chat/command.ts";
import { createLateProgress } from "../../../src/chat/late-progress.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { renderAnswer } from "../../../src/qa/render.ts";
import {
  askAboutVideo,
  isSeen,
  knownVideo,
  nothingToAsk,
  originalsOf,
  type Told,
  type VideoQuestion,
} from "../ask-video.ts";
import type { CommandDeps } from "../deps.ts";
import { withMomentLinks } from "../video-message.ts";
import type { WantedClip } from "./clip-file.ts";
import { evidenceRange } from "./evidence-range.ts";

/**
 * The part that a person has described, found as an answer to when it happens. Null where that is not known; the thread has been
 * told then.
 */
export async function clipByWords(
  deps: CommandDeps,
  context: CommandContext,
  what: string,
): Promise<WantedClip | null> {
  const { event, thread } = context;
  const catalogue = catalogueFor(event.locale);
  const known = await knownVideo(deps, context);
  if (!isSeen(known.video)) {
    await thread.post(nothingToAsk(known.video, catalogue));
    return null;
  }
  const told = await askWhen(deps, context, { question: catalogue.clips.when(what), ...known });
  await deps.store.threads.addTurn(event.thread, { ...told.answer.turn, at: deps.now() });
  const { summary, video } = known.video;
  const range = told.answer.text
    ? evidenceRange(told.answer, { segments: summary.segments, duration: video.duration })
    : null;
  if (range) return { range, theme: what };
  const message = renderAnswer({ ...told, moments: [], tellCut: false }, catalogue);
  await thread.post(withMomentLinks(message, known.record));
  return null;
}

async function askWhen(deps: CommandDeps, given: CommandContext, asked: VideoQuestion): Promise<Told> {
  using steps = createLateProgress(given.report);
  const context = { ...given, report: steps.reportAtOnce };
  await using originals = originalsOf(deps, asked.record, context);
  return await askAboutVideo(deps, context, asked, { ...originals, steps });
}
