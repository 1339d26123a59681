import { type ThreadId, tenantOf } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import { partKey } from "../../src/store/contexts/video-context.ts";
import type { CommandDeps } from "./deps.ts";

/**
 * Why nothing can be said about a thread's video: there is none, or it is a long one of which parts have been watched and not
 * yet all.
 */
export async function absent(
  { store }: Pick<CommandDeps, "store">,
  thread: ThreadId,
): Promise<CuepointError> {
  const record = await store.threads.get(thread);
  if (!record) return new CuepointError("thread-unknown");
  const first = await store.contexts.described(tenantOf(thread), partKey(record.contextKey, 0));
  return new CuepointError(first ? "video-unfinished" : "thread-unknown");
}
