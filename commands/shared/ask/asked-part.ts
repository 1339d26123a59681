import type { CommandEvent } from "../../../src/chat/event.ts";
import { tenantOf } from "../../../src/chat/thread-id.ts";
import { rangeText } from "../../../src/summary/words.ts";
import type { TimeRange } from "../../../src/video/video.ts";
import type { KnownVideo } from "../ask-video.ts";
import type { CommandDeps } from "../deps.ts";

type StoreDeps = Pick<CommandDeps, "store">;

/**
 * The time of the part that a button or menu under a summary names ("segment-3@5f3a…"). Undefined where none was chosen, null where it
 * belongs to another video than the one that the thread is about now.
 */
export async function askedPart(
  deps: StoreDeps,
  event: Pick<CommandEvent, "thread" | "options">,
  known: Pick<KnownVideo, "record" | "video">,
): Promise<string | null | undefined> {
  const about = String(event.options.part ?? "");
  const { position, key } = /^segment-(?<position>\d{1,4})@(?<key>\w+)$/.exec(about)?.groups ?? {};
  if (position === undefined || key === undefined) return undefined;
  const segments = await segmentsOf(deps, event, { ...known, key });
  const segment = segments[Number(position) - 1];
  return segment ? rangeText(segment) : null;
}

/** The video may have been watched once more, for something else; its earlier parts still stand in the thread. */
async function segmentsOf(
  { store }: StoreDeps,
  { thread }: Pick<CommandEvent, "thread">,
  { record, video, key }: Pick<KnownVideo, "record" | "video"> & { readonly key: string },
): Promise<readonly TimeRange[]> {
  if (key === video.key) return video.summary.segments;
  const tenant = tenantOf(thread);
  const home = await store.threads.homeOf(thread);
  const grants = await store.threads.grants(tenant, key);
  const isSame = grants.some((grant) => grant.thread === home && grant.sha256 === record.sha256);
  const found = isSame ? await store.contexts.summary(tenant, key) : undefined;
  return found?.summary.segments ?? [];
}
