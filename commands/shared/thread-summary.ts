import { type ThreadId, tenantOf } from "../../src/chat/thread-id.ts";
import type { ThreadRecord } from "../../src/store/threads/threads.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { absent } from "./absent.ts";
import type { CommandDeps } from "./deps.ts";
import { knownThread } from "./original.ts";

/** What is kept of the summary that a thread is about. Throws `thread-unknown` and `video-unfinished`. */
export async function threadSummary(
  deps: CommandDeps,
  thread: ThreadId,
): Promise<{ readonly record: ThreadRecord; readonly summary: Summary }> {
  const record = await knownThread(deps, thread);
  const found = await deps.store.contexts.summary(tenantOf(thread), record.contextKey);
  if (!found) throw await absent(deps, thread);
  return { record, summary: found.summary };
}
