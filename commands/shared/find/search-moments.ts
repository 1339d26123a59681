import { parseThreadId, type Tenant, type ThreadId, tenantOf } from "../../../src/chat/thread-id.ts";
import { fuse } from "../../../src/search/fuse.ts";
import type { IndexCache } from "../../../src/search/index-cache.ts";
import { bestMoments, type Moment, type VideoPassages } from "../../../src/search/moments.ts";
import { type ContextKey, partKey } from "../../../src/store/contexts/video-context.ts";
import type { SearchedPassage, SearchedVideo, StillPlace } from "../../../src/store/search/searched-video.ts";
import type { ThreadRecord } from "../../../src/store/threads/threads.ts";
import type { VisibleGrant } from "../../../src/store/threads/visible.ts";
import type { CommandDeps } from "../deps.ts";
import { framesThatShow } from "../frames-that-show.ts";
import { holderOf } from "./holder.ts";

/** A moment of a video, with what shows it. */
export interface FoundMoment extends Pick<ThreadRecord, "source" | "shown" | "sha256"> {
  readonly contextKey: ContextKey;
  readonly title: string;
  /** Seconds. */
  readonly start: number;
  readonly passage: SearchedPassage;
  readonly still: Omit<StillPlace, "part" | "position"> & { readonly jpeg: Buffer };
}

interface Searched {
  /** The best first, at most five. */
  readonly moments: readonly FoundMoment[];
  /** How many videos were searched. */
  readonly searched: number;
}

const MOST_MOMENTS = 5;
/** Videos whose texts are read; of a channel's others no one wants to see a moment before one of these. */
const MOST_VIDEOS = 8;
/** Of one video, where several were found. */
const MOST_OF_ONE = 2;
/** Seconds: the same file with other options is the same video. */
const SAME = 15;

interface Deps extends Pick<CommandDeps, "store" | "embeddings" | "logger"> {
  readonly indexes: IndexCache;
}

/** Searches the videos that may be seen in the thread, and no others: the index has no word of another. */
export async function searchMoments(
  deps: Deps,
  { thread, words }: { readonly thread: ThreadId; readonly words: string },
  signal: AbortSignal,
): Promise<Searched> {
  const { store, indexes } = deps;
  const tenant = tenantOf(thread);
  const visible = new Map((await store.threads.visibleIn(thread)).map((one) => [one.contextKey, one]));
  const listed = [...visible.values()].map(({ contextKey, usedAt }) => ({ id: contextKey, stamp: usedAt }));
  const index = await indexes.indexOf(placeOf(thread), listed, (keys) =>
    store.searchTexts.words(tenant, keys),
  );
  const found = index.find(words);
  const texts = new Map<ContextKey, SearchedVideo>();
  const videos: VideoPassages[] = [];
  for (const video of found.videos) {
    if (videos.length === MOST_VIDEOS) break;
    const granted = visible.get(video.id);
    const text = granted && (await newestText(tenant, store, granted));
    if (!text) continue;
    texts.set(video.id, text);
    videos.push({ ...video, passages: text.passages.map(weighed) });
  }
  const read = { tenant, visible, texts };
  const shown = await momentsSeen(deps, { ...read, words }, signal);
  const fused = fuse([bestMoments(words, videos, found.words), shown], isOneMoment);
  const moments = await picturedMoments(store, varied(fused, visible), read);
  return { moments, searched: new Set(listed.map(({ id }) => visible.get(id)?.sha256)).size };
}

interface Read {
  readonly tenant: Tenant;
  readonly visible: ReadonlyMap<ContextKey, VisibleGrant>;
  /** What has been read of videos. */
  readonly texts: Map<ContextKey, SearchedVideo>;
}

/** Vectors of so many videos are read for a search, those that were used last: of an hour they are half a megabyte. */
const MOST_SEEN = 40;

/** Moments that show what the words mean, by the vectors of their frames. */
async function momentsSeen(
  deps: Deps,
  { tenant, visible, texts, words }: Read & { readonly words: string },
  signal: AbortSignal,
): Promise<Moment[]> {
  if (!deps.embeddings) return [];
  const newest = [...visible.values()].toSorted((a, b) => b.usedAt - a.usedAt).slice(0, MOST_SEEN);
  const keys = newest.map(({ contextKey }) => contextKey);
  const moments: Moment[] = [];
  for (const { video, start } of await framesThatShow(deps, { tenant, keys, text: words }, signal)) {
    const granted = visible.get(video);
    const text = texts.get(video) ?? (granted && (await newestText(tenant, deps.store, granted)));
    if (!text) continue;
    texts.set(video, text);
    const at = text.passages.findIndex(
      (one) => one.kind === "segment" && start >= one.start && start < one.end,
    );
    moments.push({ video, passage: Math.max(0, at), start, score: 0 });
  }
  return moments;
}

function isOneMoment(a: Moment, b: Moment): boolean {
  return a.video === b.video && Math.abs(a.start - b.start) < SAME;
}

async function picturedMoments(
  store: Deps["store"],
  found: readonly Moment[],
  { visible, texts }: Pick<Read, "visible" | "texts">,
): Promise<FoundMoment[]> {
  const moments: FoundMoment[] = [];
  for (const { video, passage, start } of found) {
    const granted = visible.get(video);
    const text = texts.get(video);
    const shown = text?.passages[passage];
    if (!granted || !text || !shown) continue;
    const moment = await pictured(store, { granted, text, passage: shown, start });
    if (moment) moments.push(moment);
    if (moments.length === MOST_MOMENTS) break;
  }
  return moments;
}

/** Undefined where all threads that had it are about another summary by now, which says the same or has another video. */
async function newestText(
  tenant: Tenant,
  store: Deps["store"],
  granted: VisibleGrant,
): Promise<SearchedVideo | undefined> {
  const holder = await holderOf(store, granted);
  return holder ? store.searchTexts.video(tenant, granted.contextKey) : undefined;
}

/** What is about the whole video shows less well where in it. */
const WHOLE = 0.4;

function weighed(passage: SearchedPassage) {
  const isWhole = passage.kind === "title" || passage.kind === "overview";
  return { ...passage, weight: isWhole ? WHOLE : 1 };
}

/** A channel has one index for all of its threads. */
function placeOf(thread: ThreadId): string {
  return JSON.stringify([tenantOf(thread), parseThreadId(thread).channel]);
}

/** Each moment once, and first at most two of each video. */
function varied(
  moments: readonly Moment[],
  visible: ReadonlyMap<ContextKey, Pick<VisibleGrant, "sha256">>,
): readonly Moment[] {
  const first: Moment[] = [];
  const later: Moment[] = [];
  const fileOf = ({ video }: Moment) => visible.get(video)?.sha256;
  for (const moment of moments) {
    const ofSame = [...first, ...later].filter((one) => fileOf(one) === fileOf(moment));
    if (ofSame.some(({ start }) => Math.abs(start - moment.start) < SAME)) continue;
    (ofSame.length < MOST_OF_ONE ? first : later).push(moment);
  }
  return [...first, ...later];
}

interface Textual {
  readonly granted: VisibleGrant;
  readonly text: SearchedVideo;
  readonly passage: SearchedPassage;
  readonly start: number;
}

/** Null where the video is gone by now: forgotten, expired or pushed out by others. */
async function pictured(
  store: Deps["store"],
  { granted, text, passage, start }: Textual,
): Promise<FoundMoment | null> {
  const { contextKey, sha256 } = granted;
  const place = stillAt(text.stills, start);
  const holder = await holderOf(store, granted);
  if (!place || !holder) return null;
  const { part, position, ...facts } = place;
  const key = part === null ? contextKey : partKey(contextKey, part);
  const jpeg = await store.contexts.still(tenantOf(holder.thread), key, position);
  if (!jpeg) return null;
  const { source, shown } = holder.record;
  const { title } = text;
  return {
    contextKey,
    sha256,
    source,
    ...(shown && { shown }),
    title,
    start,
    passage,
    still: { ...facts, jpeg },
  };
}

/** Of the segment that it lies in, else of the nearest one. */
function stillAt(stills: readonly StillPlace[], at: number): StillPlace | undefined {
  const distance = ({ start, end }: StillPlace) => Math.max(0, start - at, at - end);
  return stills.toSorted((a, b) => distance(a) - distance(b) || b.start - a.start)[0];
}
