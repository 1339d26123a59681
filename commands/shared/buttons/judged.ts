import { type ThreadId, tenantOf } from "../../../src/chat/thread-id.ts";
import { CuepointError } from "../../../src/errors.ts";
import { type ContextKey, partKey, type VideoContext } from "../../../src/store/contexts/video-context.ts";
import type { AskedModel, FeedbackRecord, Judged } from "../../../src/store/feedback/feedback-record.ts";
import type { ThreadRecord } from "../../../src/store/threads/threads.ts";
import { absent } from "../absent.ts";
import type { CommandDeps } from "../deps.ts";

type StoreDeps = Pick<CommandDeps, "store">;

/** The context whose summary carried the button, while the thread holds it; else that of its newest summary. */
export async function ratedContext(
  { store }: StoreDeps,
  thread: ThreadId,
  { record, key }: { readonly record: ThreadRecord; readonly key: string | undefined },
): Promise<ContextKey> {
  if (key === undefined || key === record.contextKey) return record.contextKey;
  const home = await store.threads.homeOf(thread);
  const grants = await store.threads.grants(tenantOf(thread), key);
  if (grants.some((grant) => grant.thread === home)) return key;
  throw new CuepointError("thread-unknown");
}

export interface WhatWasJudged {
  readonly judged: Omit<FeedbackRecord, "thread" | "segment" | "verdict" | "comment" | "at">;
  /** As they were sent. */
  readonly frames: readonly Buffer[];
}

/**
 * What people saw and what the model was asked for it. Segments count from one; those of a long video were asked about part by
 * part. Throws `thread-unknown`, and `usage` where there is no such segment.
 */
export async function judgedIn(
  deps: StoreDeps,
  thread: ThreadId,
  { context, segment }: { readonly context: ContextKey; readonly segment: number | null },
): Promise<WhatWasJudged> {
  const { contexts } = deps.store;
  const tenant = tenantOf(thread);
  const whole = await contexts.get(tenant, context);
  if (!whole) throw await absent(deps, thread);
  const { segments } = whole.summary;
  if (segment === null) return { judged: factsOf(whole, context, wholeOf(whole)), frames: jpegsOf(whole) };
  const one = segments[segment - 1];
  if (!one) {
    throw new CuepointError("usage", {
      ...{ what: "not-a-number", option: "--segment" },
      ...{ min: 1, max: segments.length },
    });
  }
  const key = partOf(whole, context, segment - 1);
  const part = key === context ? whole : ((await contexts.get(tenant, key)) ?? whole);
  return { judged: factsOf(part, key, segmentOf(one)), frames: jpegsOf(part) };
}

/** The context in which the segment at this position was asked about. */
function partOf({ summary: { parts } }: VideoContext, context: ContextKey, position: number): ContextKey {
  let before = 0;
  for (const [number, { segments }] of parts.entries()) {
    before += segments;
    if (position < before) return partKey(context, number);
  }
  return context;
}

function factsOf({ summary, video, opening }: VideoContext, context: ContextKey, judged: Judged) {
  const { model, promptVersion, kind, language, made } = summary;
  return {
    ...{ context, model, promptVersion, language, judged, asked: askedIn(opening) },
    server: made?.server ?? null,
    sampler: made?.sampler ?? null,
    kind: kind?.name ?? "general",
    video: { sha256: video.sha256, seconds: video.duration },
  };
}

function askedIn(opening: VideoContext["opening"]): AskedModel | null {
  if (!opening) return null;
  const { system, question, reply, frames, cues } = opening;
  return {
    ...{ system, question, reply },
    frames: frames.map(({ timestamp }) => timestamp),
    cues: cues.map(({ id }) => id),
  };
}

function jpegsOf({ opening }: VideoContext): Buffer[] {
  return (opening?.frames ?? []).map(({ jpeg }) => jpeg);
}

function wholeOf({ summary }: VideoContext): Judged {
  const { title, overview, coverage } = summary;
  return {
    ...{ start: coverage.start, end: coverage.end },
    ...{ theme: title, description: overview, significance: "" },
    ...{ key: null, still: null, quotes: [] },
  };
}

function segmentOf(segment: VideoContext["summary"]["segments"][number]): Judged {
  const { start, end, theme, description, significance, label, still, quotes } = segment;
  return {
    ...{ start, end, theme, description, significance },
    ...{ key: label === null ? null : Number(label), still: still.timestamp },
    quotes: quotes.map(({ id }) => id),
  };
}
