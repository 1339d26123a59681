import type { CommandContext } from "../../src/chat/command.ts";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { NUMBERS_BESIDE, partKey, type VideoContext } from "../../src/store/contexts/video-context.ts";
import type { ThreadRecord } from "../../src/store/threads/threads.ts";
import type { Unwanted } from "../../src/summary/listen.ts";
import { partLengths } from "../../src/summary/parts/part-lengths.ts";
import { routingKeyOfPart } from "../../src/summary/parts/watch-part.ts";
import type { TimeRange } from "../../src/video/video.ts";
import type { CommandDeps } from "./deps.ts";
import { originalFile } from "./original.ts";

interface Unwatched {
  readonly record: ThreadRecord;
  /** Of the whole, which leaves the range out. */
  readonly video: VideoContext;
  readonly range: TimeRange;
  /** Of the whole. */
  readonly routingKey: string;
}

export interface WatchedNow {
  readonly context: VideoContext;
  /** Below zero: it is no part of the summary. */
  readonly number: number;
}

/**
 * Watches a stretch that the summary left out, as one part of its own, and keeps it beside the parts: it goes with them, and the next
 * question there finds it. Null where the original is gone, or where no model could see it.
 */
export async function watchForQuestion(
  deps: CommandDeps,
  context: CommandContext,
  unwatched: Unwatched,
): Promise<WatchedNow | null> {
  const { contexts } = deps.store;
  const { video, range } = unwatched;
  const { tenant, key } = video;
  const found = async (number: number): Promise<WatchedNow | null> => {
    const known = await contexts.get(tenant, partKey(key, number));
    return known ? { context: known, number } : null;
  };
  let free: number | undefined;
  for (const number of NUMBERS_BESIDE) {
    const known = (await contexts.described(tenant, partKey(key, number)))?.range;
    if (!known) free ??= number;
    else if (known.start <= range.start && known.end >= range.end) return await found(number);
  }
  const kept = free ?? NUMBERS_BESIDE.at(-1) ?? 0;
  return (await watchNow(deps, context, unwatched, kept)) ? await found(kept) : null;
}

/** Returns whether a model has seen it. */
async function watchNow(
  deps: CommandDeps,
  { event, report, signal }: CommandContext,
  { record, video, range, routingKey }: Unwatched,
  number: number,
): Promise<boolean> {
  const tenant = tenantOf(event.thread);
  await using original = await originalFile(deps, record, { event, report, signal });
  if (!original) return false;
  const { options, pipelineVersion, page, summary } = video;
  const silent: Unwanted | null =
    options.noSound === "turned-off"
      ? "turned-off"
      : (await deps.mayListen?.(event.thread)) === false
        ? "off-here"
        : null;
  const listen = deps.ears?.({ tenant, page });
  const { from, to } = stretchAround(range, video.video.duration, deps.lengths ?? partLengths());
  const request = {
    ...{ path: original.path, name: video.video.name, sha256: record.sha256, report },
    ...{ range: { from, to }, language: summary.language, chapters: page?.chapters ?? [] },
    ...(silent && { noSound: silent }),
    routingKey: routingKeyOfPart(routingKey, number),
  };
  const watched = await deps.summarize({ ...deps, ...(listen && { listen }) }, request, signal);
  const { coverage, promptVersion } = watched.summary;
  // Under another key it would be forgotten with nothing.
  if (!watched.opening || promptVersion !== video.promptVersion) return false;
  signal.throwIfAborted();
  const kind = { tenant, pipelineVersion, options, page: null, part: number };
  await deps.store.contexts.put({ ...kind, ...watched, range: { start: coverage.start, end: coverage.end } });
  return true;
}

/** Seconds; a moment is seen with what is around it. */
const AROUND = 60;

/** As much as one request holds. */
function stretchAround(
  { start, end }: TimeRange,
  duration: number,
  { whole, aim }: { readonly whole: number; readonly aim: number },
): { from: number; to: number } {
  const around = Math.max(0, Math.min(AROUND, (aim - (end - start)) / 2));
  const from = Math.max(0, start - around);
  return { from, to: Math.min(duration, end + around, from + whole) };
}
