import type { ThreadId } from "../src/chat/thread-id.ts";
import { tenantOf } from "../src/store/tenant.ts";
import type { ThreadRecord } from "../src/store/threads.ts";
import type { VideoFile } from "../src/video/reader.ts";
import type { CommandDeps } from "./deps.ts";

/** The original of a thread's video, for as long as somebody looks at it. Dispose it in the end. */
export interface OpenedOriginal extends AsyncDisposable {
  readonly video: VideoFile;
}

/** The kept original; null where it is no longer here. */
export async function keptOriginal(
  { store, reader }: CommandDeps,
  thread: ThreadId,
  { sha256 }: ThreadRecord,
  signal: AbortSignal,
): Promise<VideoFile | null> {
  const kept = await store.originals.get(tenantOf(thread), sha256);
  if (!kept) return null;
  await store.originals.touch(tenantOf(thread), sha256);
  return reader.open(kept.path, signal);
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
    return {
      video: await deps.reader.open(fetched.path, signal),
      [Symbol.asyncDispose]: fetched[Symbol.asyncDispose],
    };
  } catch (error) {
    signal.throwIfAborted();
    deps.logger.info({ err: error }, "the original cannot be fetched again");
    return null;
  }
}
