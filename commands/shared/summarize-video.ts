import { createHash } from "node:crypto";
import type { CommandContext } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import type { Transfer } from "../../src/chat/message.ts";
import { fetchProgress } from "../../src/chat/progress.ts";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import type { LocalVideo } from "../../src/media/local-video.ts";
import type { PageInfo } from "../../src/media/pages/page-info.ts";
import { type ContextKey, contextKey } from "../../src/store/contexts/video-context.ts";
import type { VideoSource } from "../../src/store/threads/threads.ts";
import type { KindName } from "../../src/summary/kinds/finding.ts";
import type { Unwanted } from "../../src/summary/listen.ts";
import { structured } from "../../src/summary/prompts/structured.ts";
import type { SummaryRequest } from "../../src/summary/request.ts";
import type { Detail, RequestedRange, Summary } from "../../src/summary/summary.ts";
import { unusableReplies } from "../../src/summary/warnings.ts";
import { once } from "../../src/util/once.ts";
import { keepOriginal } from "../place/keep-original.ts";
import type { CommandDeps } from "./deps.ts";
import { keepParts } from "./part-store.ts";

/** The pipeline's goes up when the choice of frames or stills changes, so that older contexts are made anew. */
const PIPELINE_VERSION = "2";

/** A summary is made anew where another prompt asks for it. */
function versionsOf({ prompt = structured }: Pick<CommandDeps, "prompt">) {
  return { pipelineVersion: PIPELINE_VERSION, promptVersion: prompt.version };
}

export interface SummaryOptions {
  readonly range: RequestedRange;
  readonly keyframes?: number;
  readonly detail?: Detail;
  readonly kind?: KindName;
  readonly startsAt?: number;
  readonly language: string;
  readonly thorough?: boolean;
  readonly explain?: boolean;
  readonly noSound?: Unwanted;
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

interface Asked {
  readonly source: VideoSource;
  readonly options: SummaryOptions;
  /** Hears of each part of a long video, in order, when it is ready. */
  readonly onPart?: SummaryRequest["onPart"];
  /** Gets the first stills of a long video. */
  readonly onGlimpse?: SummaryRequest["onGlimpse"];
}

/**
 * Summarizes a video, or takes the summary that this tenant has of the same file with the same options. From then on the thread
 * may ask about it.
 */
export async function summarizeVideo(
  deps: CommandDeps,
  context: CommandContext,
  asked: Asked,
): Promise<Summarized> {
  const { event, report, signal } = context;
  const { store, mayListen = async () => true } = deps;
  const options: SummaryOptions = (await mayListen(event.thread))
    ? asked.options
    : { ...asked.options, noSound: "off-here" };
  const tenant = tenantOf(event.thread);
  report({ step: "fetch" });
  const onProgress = (transfer: Transfer) => report(fetchProgress(transfer));
  const words = options.noSound ? "none" : "if-heard";
  await using video = await deps.fetchVideo(asked.source, { signal, onProgress, words });
  const source = asFetched(asked.source, video);
  report({ step: "fetch", done: true });
  const { sha256, page = null } = video;
  const key = contextKey({ ...versionsOf(deps), tenant, sha256, options: inFull(options) });
  const known = await store.contexts.summary(tenant, key);
  const summarized =
    known && known.summary.model !== null
      ? { summary: namedAs(known.summary, video), key, page, madeAt: known.createdAt }
      : await summarizeAnew(deps, context, {
          ...asked,
          ...{ options, source, video },
          failures: known ? unusableReplies(known.summary) : 0,
        });
  await store.threads.open(event.thread, {
    ...{ contextKey: summarized.key, sha256, source },
    requester: event.author,
  });
  await keepOriginal(deps, event.thread, video);
  return summarized;
}

interface Fetched extends Asked {
  readonly video: LocalVideo;
  /** Earlier tries with a reply that could not be used. */
  readonly failures: number;
}

async function summarizeAnew(
  deps: CommandDeps,
  { event, report, signal }: CommandContext,
  { options, source, video, failures, onPart, onGlimpse }: Fetched,
): Promise<Summarized> {
  const { contexts, threads } = deps.store;
  const tenant = tenantOf(event.thread);
  const { path, name, sha256, captions, sound } = video;
  const page = video.page ? pageFor(video.page, options) : null;
  const kind = { pipelineVersion: PIPELINE_VERSION, tenant, options: inFull(options), page };
  const key = contextKey({ ...versionsOf(deps), tenant, sha256, options: inFull(options) });
  // Before anything is kept or told, so that what is forgotten of the video in this thread takes the parts along.
  const link = once(() =>
    threads.open(event.thread, { contextKey: key, sha256, source, requester: event.author }),
  );
  const request = {
    ...options,
    ...{ path, name, sha256, report },
    ...(page && { chapters: page.chapters }),
    ...(onGlimpse && { onGlimpse }),
    async onPart(...part: Parameters<NonNullable<typeof onPart>>) {
      await link(signal);
      await onPart?.(...part);
    },
    kept: keepParts(contexts, { ...kind, key, link: () => link(signal) }),
    routingKey: routingKey(tenant, sha256),
    failures,
  };
  const listen = deps.ears?.({
    ...{ tenant, page },
    ...(captions !== undefined && { captions }),
    ...(sound && { sound }),
  });
  const listening = listen ? { ...deps, listen } : deps;
  const { summary, ...seen } = await deps.summarize(listening, request, signal);
  const range = { start: summary.coverage.start, end: summary.coverage.end };
  await contexts.put({ ...kind, range, summary, ...seen });
  return { summary, key, page, madeAt: null };
}

/** The same bytes come again only where sound is asked for as it was now. */
function asFetched(source: VideoSource, { sound }: LocalVideo): VideoSource {
  if (source.kind !== "link") return source;
  const { withSound: _, ...link } = source;
  return { ...link, ...(sound !== undefined && sound !== "left-out" && { withSound: true }) };
}

/** Where what is said is not to be known, it is not kept either. */
function pageFor(page: PageInfo, { noSound }: SummaryOptions): PageInfo {
  return noSound ? { ...page, captions: [] } : page;
}

/** The same file may have another name this time. */
function namedAs(summary: Summary, { name }: LocalVideo): Summary {
  return { ...summary, video: { ...summary.video, name } };
}

/** As the summary's key has them: the same whether an option was left out or set to what holds anyway. */
function inFull(options: SummaryOptions) {
  const { range, keyframes, language, detail = "normal", kind = "auto", ...switches } = options;
  const { thorough = false, explain = false, noSound = null, startsAt } = switches;
  return {
    ...{ from: null, to: null, ...range },
    ...{ keyframes: keyframes ?? null, detail, kind, language, thorough, explain, noSound },
    ...(startsAt !== undefined && { startsAt }),
  };
}

/** One value for all requests about one video of one tenant; tells its reader nothing about either. */
export function routingKey(tenant: string, sha256: string): string {
  return createHash("sha256").update(`${tenant}\n${sha256}`).digest("hex").slice(0, 32);
}
