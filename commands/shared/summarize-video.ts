import { createHash } from "node:crypto";
import type { CommandContext } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import type { Transfer } from "../../src/chat/message.ts";
import { fetchProgress } from "../../src/chat/progress.ts";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import type { PageInfo } from "../../src/media/pages/page-info.ts";
import { type ContextKey, contextKey } from "../../src/store/contexts/video-context.ts";
import type { VideoSource } from "../../src/store/threads/threads.ts";
import { PROMPT_VERSION } from "../../src/summary/ask/prompt.ts";
import type { RequestedRange, Summary } from "../../src/summary/summary.ts";
import { unusableReplies } from "../../src/summary/warnings.ts";
import type { CommandDeps } from "./deps.ts";

/** Goes up when the choice of frames or stills changes, so that older contexts are made anew. */
const PIPELINE_VERSION = "2";

export interface SummaryOptions {
  readonly range: RequestedRange;
  readonly keyframes?: number;
  readonly language: string;
  readonly thorough?: boolean;
  readonly explain?: boolean;
}

export interface Summarized {
  readonly summary: Summary;
  readonly key: ContextKey;
  /** What the video's page says of it; null where it came from none. */
  readonly page: PageInfo | null;
  /** When the summary was made, milliseconds since 1970; null where it was made just now. */
  readonly madeAt: number | null;
}

/** The video that comes with an event. Throws `usage` where there is none. */
export function sourceOf({ attachments, links, spoilers = [] }: CommandEvent): VideoSource {
  const [attachment] = attachments;
  const [url] = links;
  if (attachment) return { kind: "attachment", attachment };
  if (url !== undefined) return { kind: "link", url, ...(spoilers.includes(url) && { isSpoiler: true }) };
  throw new CuepointError("usage", { what: "no-video" });
}

/**
 * Summarizes a video, or takes the summary that this tenant has of the same file with the same options. From then on the thread
 * may ask about it.
 */
export async function summarizeVideo(
  deps: CommandDeps,
  { event, report, signal }: CommandContext,
  { source, options: asked }: { readonly source: VideoSource; readonly options: SummaryOptions },
): Promise<Summarized> {
  const tenant = tenantOf(event.thread);
  report({ step: "fetch" });
  const onProgress = (transfer: Transfer) => report(fetchProgress(transfer));
  await using video = await deps.fetchVideo(source, { signal, onProgress });
  report({ step: "fetch", done: true });
  const { sha256, page = null } = video;
  const options = {
    from: null,
    to: null,
    ...asked.range,
    keyframes: asked.keyframes ?? null,
    language: asked.language,
    thorough: asked.thorough ?? false,
    explain: asked.explain ?? false,
  };
  const identity = {
    tenant,
    sha256,
    pipelineVersion: PIPELINE_VERSION,
    promptVersion: PROMPT_VERSION,
    options,
  };
  const grant = async (key: ContextKey) => {
    await deps.store.threads.open(event.thread, { contextKey: key, sha256, source, requester: event.author });
    // The user's own file stays where it is; only what was fetched is kept for a second look.
    if (video.isTemporary) await deps.store.originals.put(tenant, sha256, video.path);
  };
  const known = await deps.store.contexts.summary(tenant, contextKey(identity));
  if (known && known.summary.model !== null) {
    await grant(contextKey(identity));
    // The same file may have another name this time.
    const summary = { ...known.summary, video: { ...known.summary.video, name: video.name } };
    return { summary, page, key: contextKey(identity), madeAt: known.createdAt };
  }
  const request = {
    ...asked,
    path: video.path,
    name: video.name,
    sha256,
    ...(page && { chapters: page.chapters }),
    routingKey: routingKey(tenant, sha256),
    failures: known ? unusableReplies(known.summary) : 0,
    report,
  };
  const { summary, opening, cuts } = await deps.summarize(deps, request, signal);
  const range = { start: summary.coverage.start, end: summary.coverage.end };
  const key = await deps.store.contexts.put({
    tenant,
    pipelineVersion: PIPELINE_VERSION,
    options,
    range,
    opening,
    summary,
    cuts,
    page,
  });
  await grant(key);
  return { summary, page, key, madeAt: null };
}

/** One value for all requests about one video of one tenant; tells its reader nothing about either. */
export function routingKey(tenant: string, sha256: string): string {
  return createHash("sha256").update(`${tenant}\n${sha256}`).digest("hex").slice(0, 32);
}
