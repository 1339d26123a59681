import type { CommandContext } from "../../src/chat/command.ts";
import type { Transfer } from "../../src/chat/message.ts";
import { fetchProgress } from "../../src/chat/progress.ts";
import { type ThreadId, tenantOf } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import type { LocalVideo } from "../../src/media/local-video.ts";
import type { ThreadRecord, VideoSource } from "../../src/store/threads/threads.ts";
import type { VideoFile } from "../../src/video/video.ts";
import { keepOriginal } from "../place/keep-original.ts";
import type { CommandDeps } from "./deps.ts";
import { sourceOf } from "./summarize-video.ts";

type Asking = Pick<CommandContext, "event" | "report" | "signal">;

/** The original of a thread's video, for as long as it is being looked at. Dispose it in the end. */
export interface OpenedOriginal extends AsyncDisposable {
  readonly video: VideoFile;
}

/** The original where it lies on this machine: kept, or the person's own file unless it has changed. Null elsewhere. */
export async function nearOriginal(
  deps: CommandDeps,
  record: ThreadRecord,
  asking: Asking,
): Promise<OpenedOriginal | null> {
  if (isOwnFile(record.source)) return openOriginal(deps, record, asking);
  const kept = await keptOriginal(deps, record, asking);
  return kept && { video: kept, [Symbol.asyncDispose]: async () => undefined };
}

/** The kept original; null where it is no longer here. */
async function keptOriginal(
  { store, reader, logger }: CommandDeps,
  { sha256 }: ThreadRecord,
  { event, signal }: Asking,
): Promise<VideoFile | null> {
  const tenant = tenantOf(event.thread);
  const kept = await store.originals.get(tenant, sha256);
  if (!kept) return null;
  await store.originals.touch(tenant, sha256);
  try {
    return await reader.open(kept.path, signal);
  } catch (error) {
    signal.throwIfAborted();
    // Room may have been made for another one just now.
    logger.info({ err: error }, "a kept original cannot be opened");
    return null;
  }
}

/** The video fetched for this once, whatever is known of it. Throws what fetching and opening throw. */
export async function openSource(
  deps: CommandDeps,
  source: VideoSource,
  asking: Asking,
): Promise<OpenedOriginal> {
  return opened(deps, await fetchAgain(deps, source, asking), asking.signal);
}

/** The kept original, else the video fetched again where it still is the same; null where it is neither here nor there. */
export async function openOriginal(
  deps: CommandDeps,
  record: ThreadRecord,
  asking: Asking,
): Promise<OpenedOriginal | null> {
  const { event, signal } = asking;
  const kept = await keptOriginal(deps, record, asking);
  if (kept) return { video: kept, [Symbol.asyncDispose]: async () => undefined };
  try {
    const fetched = await fetchAgain(deps, record.source, asking);
    if (fetched.sha256 !== record.sha256) {
      await fetched[Symbol.asyncDispose]();
      return null;
    }
    await keepOriginal(deps, event.thread, fetched);
    return await opened(deps, fetched, signal);
  } catch (error) {
    signal.throwIfAborted();
    deps.logger.info({ err: error }, "the original cannot be fetched again");
    return null;
  }
}

/** A file of the original on this machine; null where it can no longer be had. Dispose it in the end. */
export async function originalFile(
  deps: CommandDeps,
  { sha256, source }: ThreadRecord,
  asking: Asking,
): Promise<({ readonly path: string } & AsyncDisposable) | null> {
  const kept = await deps.store.originals.get(tenantOf(asking.event.thread), sha256);
  if (kept) return { path: kept.path, [Symbol.asyncDispose]: async () => undefined };
  try {
    const fetched = await fetchAgain(deps, source, asking);
    if (fetched.sha256 === sha256) return fetched;
    await fetched[Symbol.asyncDispose]();
  } catch (error) {
    asking.signal.throwIfAborted();
    deps.logger.info({ err: error }, "the original cannot be fetched again");
  }
  return null;
}

function fetchAgain(deps: CommandDeps, source: VideoSource, { report, signal }: Asking): Promise<LocalVideo> {
  // A person's own file is there at once.
  const onProgress = (transfer: Transfer) => isOwnFile(source) || report(fetchProgress(transfer));
  const words = source.kind === "link" && source.withSound ? "sound" : "none";
  return deps.fetchVideo(source, { signal, onProgress, words });
}

function isOwnFile(source: VideoSource): boolean {
  return source.kind === "attachment" && source.attachment.platform === "terminal";
}

/** What was fetched goes also where it turns out to be no video. */
async function opened(
  { reader }: CommandDeps,
  fetched: LocalVideo,
  signal: AbortSignal,
): Promise<OpenedOriginal> {
  try {
    const video = await reader.open(fetched.path, signal);
    return { video, [Symbol.asyncDispose]: () => fetched[Symbol.asyncDispose]() };
  } catch (error) {
    await fetched[Symbol.asyncDispose]();
    throw error;
  }
}

/** What is known of a thread's video. Throws `thread-unknown` where nothing is, or not any more. */
export async function knownThread({ store }: CommandDeps, thread: ThreadId): Promise<ThreadRecord> {
  const record = await store.threads.get(thread);
  if (!record) throw new CuepointError("thread-unknown");
  return record;
}

interface OpenedVideo {
  readonly opened: OpenedOriginal;
  /** Where it is from; without the key of a context where it came with the event. */
  readonly seen: Pick<ThreadRecord, "source" | "shown"> & Partial<Pick<ThreadRecord, "contextKey">>;
}

/** The thread's video, else the one that comes with the event. Throws `thread-unknown` and `original-gone`. */
export async function openThreadVideo(deps: CommandDeps, asking: Asking): Promise<OpenedVideo> {
  const { event } = asking;
  const record = await deps.store.threads.get(event.thread);
  const original = record && (await openOriginal(deps, record, asking));
  if (original) return { opened: original, seen: record };
  if (event.attachments.length + event.links.length === 0) {
    throw new CuepointError(record ? "original-gone" : "thread-unknown");
  }
  const source = sourceOf(event);
  return { opened: await openSource(deps, source, asking), seen: { source } };
}
