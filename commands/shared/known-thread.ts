import type { ThreadId } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import type { ThreadRecord } from "../../src/store/threads/threads.ts";
import type { CommandDeps } from "./deps.ts";

/** What is known of a thread's video. Throws `thread-unknown` where nothing is, or not any more. */
export async function knownThread({ store }: CommandDeps, thread: ThreadId): Promise<ThreadRecord> {
  const record = await store.threads.get(thread);
  if (!record) throw new CuepointError("thread-unknown");
  return record;
}
