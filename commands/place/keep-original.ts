import { type ThreadId, tenantOf } from "../../src/chat/thread-id.ts";
import type { LocalVideo } from "../../src/media/local-video.ts";
import type { CommandDeps } from "../shared/deps.ts";

/** For further looks, where its place lets videos be kept. The person's own file stays where it is. */
export async function keepOriginal(
  { store }: Pick<CommandDeps, "store">,
  thread: ThreadId,
  { isTemporary, sha256, path }: LocalVideo,
): Promise<void> {
  if (!isTemporary) return;
  const { keepVideo = true } = await store.places.of(thread);
  if (keepVideo) await store.originals.put(tenantOf(thread), sha256, path);
}
