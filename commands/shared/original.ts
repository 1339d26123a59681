import { type ThreadId, tenantOf } from "../../src/chat/thread-id.ts";
import type { LocalVideo } from "../../src/media/local-video.ts";
import type { ThreadRecord, VideoSource } from "../../src/store/threads/threads.ts";
import type { VideoFile } from "../../src/video/video.ts";
import type { CommandDeps } from "./deps.ts";

/** The original of a thread's video, for as long as somebody looks at it. Dispose it in the end. */
export interface OpenedOriginal extends AsyncDisposable {
  readonly video: VideoFile;
}

/** The original where it lies on this machine: kept, or the person's own file unless it has changed. Null elsewhere. */
export async function nearOriginal(
  deps: CommandDeps,
  thread: ThreadId,
  record: ThreadRecord,
  signal: AbortSignal,
): Promise<OpenedOriginal | null> {
  const { source } = record;
  const isOwnFile = source.kind === "attachment" && source.attachment.platform === "terminal";
  if (isOwnFile) return openOriginal(deps, thread, record, signal);
  const kept = await keptOriginal(deps, thread, record, signal);
  return kept && { video: kept, [Symbol.asyncDispose]: async () => undefined };
}

/** The kept original; null where it is no longer here. */
async function keptOriginal(
  { store, reader, logger }: CommandDeps,
  thread: ThreadId,
  { sha256 }: ThreadRecord,
  signal: AbortSignal,
): Promise<VideoFile | null> {
  const kept = await store.originals.get(tenantOf(thread), sha256);
  if (!kept) return null;
  await store.originals.touch(tenantOf(thread), sha256);
  try {
    return await reader.open(kept.path, signal);
  } catch (error) {
    signal.throwIfAborted();
    // Somebody may have made room for another one just now.
    logger.info({ err: error }, "a kept original cannot be opened");
    return null;
  }
}

/** The video fetched for this once, whatever is known of it. Throws what fetching and opening throw. */
export async function openSource(
  deps: CommandDeps,
  source: VideoSource,
  signal: AbortSignal,
): Promise<OpenedOriginal> {
  const fetched = await deps.fetchVideo(source, { signal, onProgress: () => undefined });
  return opened(deps, fetched, signal);
}

/** The kept original, else the video fetched again where it still is the same; null where it is neither here nor there. */
export async function openOriginal(
  deps: CommandDeps,
  thread: ThreadId,
  record: ThreadRecord,
  signal: AbortSignal,
): Promise<OpenedOriginal | null> {
  const kept = await keptOriginal(deps, thread, record, signal);
  if (kept) return { video: kept, [Symbol.asyncDispose]: async () => undefined };
  try {
    const fetched = await deps.fetchVideo(record.source, { signal, onProgress: () => undefined });
    if (fetched.sha256 !== record.sha256) {
      await fetched[Symbol.asyncDispose]();
      return null;
    }
    if (fetched.isTemporary) await deps.store.originals.put(tenantOf(thread), record.sha256, fetched.path);
    return await opened(deps, fetched, signal);
  } catch (error) {
    signal.throwIfAborted();
    deps.logger.info({ err: error }, "the original cannot be fetched again");
    return null;
  }
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
