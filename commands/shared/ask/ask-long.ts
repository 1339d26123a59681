import type { CommandContext } from "../../../src/chat/command.ts";
import { tenantOf } from "../../../src/chat/thread-id.ts";
import type { FrozenContext } from "../../../src/qa/context.ts";
import type { PartsDeps } from "../../../src/qa/parts/answer-in-parts.ts";
import { type LongVideo, partOfSegment } from "../../../src/qa/parts/long-video.ts";
import { partKey, type VideoContext } from "../../../src/store/contexts/video-context.ts";
import type { ThreadRecord } from "../../../src/store/threads/threads.ts";
import { routingKeyOfPart } from "../../../src/summary/parts/watch-part.ts";
import type { CommandDeps } from "../deps.ts";
import { routingKey } from "../summarize-video.ts";
import { watchForQuestion } from "../watch-for-question.ts";

/** What questions about a long video know of it. */
export function longVideoOf({ summary, page, video }: VideoContext): LongVideo {
  return { summary, pageChapters: page?.chapters ?? [], duration: video.duration };
}

/** A stored part, or what was watched for a question, as the beginning of requests; null where no model has seen it. */
function frozenPart({ key, opening, summary, video }: VideoContext, cacheKey: string): FrozenContext | null {
  const { coverage, cues } = summary;
  return (
    opening && {
      ...{ opening, coverage, transcript: cues, duration: video.duration },
      ...(summary.clock && { clock: summary.clock }),
      ...{ routingKey: cacheKey, scope: key },
      within: { start: coverage.start, end: coverage.end },
    }
  );
}

/** Reads a long video's parts from the store as a question needs them, and watches what it left out. */
export function partsOf(
  deps: CommandDeps,
  context: CommandContext,
  { record, video }: { readonly record: ThreadRecord; readonly video: VideoContext },
): Pick<PartsDeps, "part" | "still" | "watch"> {
  const { contexts } = deps.store;
  const tenant = tenantOf(context.event.thread);
  const whole = routingKey(tenant, record.sha256);
  return {
    async part(number) {
      const found = await contexts.get(tenant, partKey(video.key, number));
      return found ? frozenPart(found, routingKeyOfPart(whole, number)) : null;
    },
    async still(position) {
      const known = video.summary.segments[position]?.still;
      const number = partOfSegment(longVideoOf(video), position);
      const before = video.summary.parts.slice(0, number).reduce((sum, { segments }) => sum + segments, 0);
      const jpeg = known && (await contexts.still(tenant, partKey(video.key, number), position - before));
      return jpeg ? { timestamp: known.timestamp, width: known.width, height: known.height, jpeg } : null;
    },
    async watch(range) {
      const watched = await watchForQuestion(deps, context, { record, video, range, routingKey: whole });
      return watched && frozenPart(watched.context, routingKeyOfPart(whole, watched.number));
    },
  };
}
