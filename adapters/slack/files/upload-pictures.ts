import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { Clock } from "../../../src/util/clock.ts";
import type { SlackApi } from "../web/api.ts";

/** Slack looks at an upload in its own time, and refuses a block with one it has not looked at yet. Milliseconds. */
const PAUSES = [200, 400, 800, 1600, 3200];
const AT_ONCE = 10;

interface PicturesOptions {
  readonly api: Pick<SlackApi, "upload" | "file">;
  readonly clock: Clock;
}

interface Uploaded {
  /** Ids of the pictures that Slack has. */
  readonly ids: ReadonlyMap<OutgoingFile, string>;
  /** Why it does not have the others. */
  readonly error: unknown;
}

export type UploadPictures = (pictures: readonly OutgoingFile[]) => Promise<Uploaded>;

/** Uploads pictures for image blocks and waits until Slack can show them, or for as long as that is usual. */
export function createUploadPictures({ api, clock }: PicturesOptions): UploadPictures {
  /** A file has a type once Slack has looked at it. */
  const isReady = async (id: string) => {
    try {
      return Boolean((await api.file(id))?.mimetype);
    } catch {
      // Without the permission to look, the block is simply tried.
      return true;
    }
  };

  const waitUntilReady = async (ids: readonly string[]) => {
    let waiting = ids;
    for (const pause of PAUSES) {
      const ready = await Promise.all(waiting.map(isReady));
      waiting = waiting.filter((_, position) => !ready[position]);
      if (waiting.length === 0) return;
      await clock.wait(pause);
    }
  };

  return async (pictures) => {
    const ids = new Map<OutgoingFile, string>();
    let error: unknown;
    for (let from = 0; from < pictures.length && error === undefined; from += AT_ONCE) {
      const some = pictures.slice(from, from + AT_ONCE);
      try {
        const uploaded = await api.upload(some);
        some.forEach((picture, position) => {
          ids.set(picture, uploaded[position] ?? "");
        });
      } catch (thrown) {
        error = thrown;
      }
    }
    await waitUntilReady([...ids.values()]);
    return { ids, error };
  };
}
