import type { CommandContext } from "../../../src/chat/command.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { type ThreadId, tenantOf } from "../../../src/chat/thread-id.ts";
import type { ContextKey } from "../../../src/store/contexts/video-context.ts";
import type { ThreadRecord } from "../../../src/store/threads/threads.ts";
import type { Summary } from "../../../src/summary/summary.ts";
import { absent } from "../absent.ts";
import type { CommandDeps } from "../deps.ts";
import { knownThread } from "../original.ts";

interface AskedSummary {
  readonly record: ThreadRecord;
  readonly summary: Summary;
  readonly key: ContextKey;
}

/**
 * The summary whose button was pressed, else the thread's newest. Null where it is of another video than the thread is about now, which
 * has been said. Throws `thread-unknown` and `video-unfinished`.
 */
export async function askedSummary(
  deps: CommandDeps,
  { event, thread }: Pick<CommandContext, "event" | "thread">,
): Promise<AskedSummary | null> {
  const record = await knownThread(deps, event.thread);
  const key = String(event.options.context ?? record.contextKey);
  const summary = await heldSummary(deps, event.thread, { record, key });
  if (summary) return { record, summary, key };
  if (key === record.contextKey) throw await absent(deps, event.thread);
  await thread.post({ kind: "notice", text: catalogueFor(event.locale).questions.ofAnotherVideo });
  return null;
}

/** A summary of the video that a thread is about: its newest, or one that still stands there from before. */
export async function heldSummary(
  { store }: Pick<CommandDeps, "store">,
  thread: ThreadId,
  { record, key }: { readonly record: ThreadRecord; readonly key: ContextKey },
): Promise<Summary | undefined> {
  const tenant = tenantOf(thread);
  const home = await store.threads.homeOf(thread);
  const grants = await store.threads.grants(tenant, key);
  const isHeld = grants.some((grant) => grant.thread === home && grant.sha256 === record.sha256);
  return isHeld || key === record.contextKey
    ? (await store.contexts.summary(tenant, key))?.summary
    : undefined;
}
