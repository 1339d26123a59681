import type { CommandContext } from "../../../src/chat/command.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { CuepointError } from "../../../src/errors.ts";
import type { VideoSource } from "../../../src/store/threads/threads.ts";
import type { Summary } from "../../../src/summary/summary.ts";
import { headingOf } from "../../../src/summary/words.ts";
import type { CommandDeps } from "../deps.ts";
import { openOriginal, openSource } from "../original.ts";
import { asCovered } from "../video-message.ts";
import { makeClip, type WantedClip } from "./clip-file.ts";
import { clipMessage } from "./clip-message.ts";
import { mostBytesOf } from "./most-bytes.ts";

/** As many clips at a time as a thread stays readable with. */
const MOST_IN_CHAT = 10;

/**
 * Posts each chapter of a video, or each segment of one without, as a clip: one after the other, so that only one is in memory. In
 * a chat those that are too long are left out, and it is said how many.
 */
export async function postAllClips(
  deps: CommandDeps,
  context: CommandContext,
  { summary, source }: { readonly summary: Summary; readonly source: VideoSource },
): Promise<void> {
  const { event, thread, report, signal, job } = context;
  const catalogue = catalogueFor(event.locale);
  const all = partsOf(summary, event.locale);
  // Alone with one person, as in a terminal, a whole lesson may be cut.
  const most = job ? deps.clips.maxSeconds : Number.POSITIVE_INFINITY;
  const short = all.filter(({ range }) => range.end - range.start <= most);
  const taken = job ? short.slice(0, MOST_IN_CHAT) : short;
  const record = await deps.store.threads.get(event.thread);
  const kept = record && (await openOriginal(deps, record, context));
  await using original = kept ?? (await openSource(deps, source, context));
  let leftOut = all.length - taken.length;
  for (const [i, wanted] of taken.entries()) {
    report({ step: "clip", fraction: i / taken.length });
    const making = { video: original.video, heard: summary, wanted, mostBytes: mostBytesOf(thread, job) };
    const made = await makeClip(deps, making, signal).catch((error: unknown) => {
      if (!(error instanceof CuepointError && error.code === "clip-too-large")) throw error;
      return null;
    });
    if (made) await thread.post(asCovered(clipMessage("notice", wanted, made, catalogue), source));
    else leftOut += 1;
  }
  report({ step: "clip", done: true });
  if (leftOut > 0) await thread.post({ kind: "notice", text: catalogue.clips.leftOut(leftOut) });
}

function partsOf(summary: Summary, locale: string): WantedClip[] {
  const catalogue = catalogueFor(locale);
  if (summary.chapters.length > 0) {
    return summary.chapters.map(({ start, end, title }) => ({ range: { start, end }, theme: title }));
  }
  return summary.segments.map(({ start, end }, position) => ({
    range: { start, end },
    theme: headingOf(summary, position, catalogue),
  }));
}
