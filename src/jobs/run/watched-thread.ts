import { isAway, isClosed } from "../../chat/closed.ts";
import type { Thread } from "../../chat/thread.ts";
import type { CuepointError } from "../../errors.ts";
import { JobStop } from "../queue/job-stop.ts";

export interface WatchedThread extends Thread {
  /** Why the platform did not take what was said last; null where it did. */
  away(): CuepointError | null;
}

/** A thread that stops its job once it takes nothing more: to work on would be for nobody. */
export function createWatchedThread(thread: Thread, closed: AbortController): WatchedThread {
  let away: CuepointError | null = null;
  const watched = async <Result>(speaking: Promise<Result>): Promise<Result> => {
    try {
      const result = await speaking;
      away = null;
      return result;
    } catch (error) {
      if (isClosed(error)) closed.abort(new JobStop("closed", error));
      away = isAway(error) ? error : null;
      throw error;
    }
  };
  return {
    id: thread.id,
    limits: thread.limits,
    away: () => away,
    post: (...message) => watched(thread.post(...message)),
    edit: (...message) => watched(thread.edit(...message)),
    remove: (ref) => watched(thread.remove(ref)),
    addressOf: (ref) => thread.addressOf(ref),
  };
}
