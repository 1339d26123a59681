import type { ThreadId } from "../../../src/chat/thread-id.ts";
import type { ThreadRecord } from "../../../src/store/threads/threads.ts";
import type { VisibleGrant } from "../../../src/store/threads/visible.ts";
import type { CommandDeps } from "../deps.ts";

interface Holder {
  readonly thread: ThreadId;
  readonly record: ThreadRecord;
}

/**
 * A thread that is about the video; null where none of those that may be seen is. A thread keeps the grant of an earlier video
 * when another one is shown in it, and is then about that one.
 */
export async function holderOf(
  { threads }: Pick<CommandDeps["store"], "threads">,
  { contextKey, threads: held }: VisibleGrant,
): Promise<Holder | null> {
  for (const thread of held) {
    const record = await threads.get(thread);
    if (record?.contextKey === contextKey) return { thread, record };
  }
  return null;
}
