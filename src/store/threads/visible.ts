import type { ThreadId } from "../../chat/thread-id.ts";
import type { Entry } from "../collection.ts";
import type { ContextKey } from "../contexts/video-context.ts";
import { isSameChannel } from "./latest-video.ts";

/** A context that people in a thread may see. */
export interface VisibleGrant {
  readonly contextKey: ContextKey;
  readonly sha256: string;
  /** Those of the channel that hold it: the asking one first, then the one that was used last. */
  readonly threads: readonly ThreadId[];
  /** When any thread of the tenant last used it, milliseconds since 1970. */
  readonly usedAt: number;
}

type Held = Entry<{ readonly thread: ThreadId; readonly contextKey: ContextKey; readonly sha256: string }>;

/** Of all grants of a tenant those of the thread's channel, each context once. */
export function visibleAmong(grants: readonly Held[], thread: ThreadId): VisibleGrant[] {
  const isOwn = ({ value }: Held) => Number(value.thread === thread);
  const latestFirst = grants.toSorted((a, b) => isOwn(b) - isOwn(a) || b.savedAt - a.savedAt);
  return [...Map.groupBy(latestFirst, ({ value }) => value.contextKey)].flatMap(([contextKey, held]) => {
    const visible = held.filter(({ value }) => isSameChannel(value.thread, thread));
    const [first] = visible;
    if (!first) return [];
    const usedAt = Math.max(...held.map(({ savedAt }) => savedAt));
    const threads = visible.map(({ value }) => value.thread);
    return [{ contextKey, sha256: first.value.sha256, threads, usedAt }];
  });
}
