import { isClosed } from "../chat/closed.ts";
import type { Thread } from "../chat/thread.ts";
import { JobStop } from "./job-stop.ts";

/** A thread that stops its job once it takes nothing more: to work on would be for nobody. */
export function createWatchedThread(thread: Thread, closed: AbortController): Thread {
  const watched = async <Result>(speaking: Promise<Result>): Promise<Result> => {
    try {
      return await speaking;
    } catch (error) {
      if (isClosed(error)) closed.abort(new JobStop("closed", error));
      throw error;
    }
  };
  return {
    id: thread.id,
    limits: thread.limits,
    post: (...message) => watched(thread.post(...message)),
    edit: (...message) => watched(thread.edit(...message)),
    remove: (ref) => watched(thread.remove(ref)),
    addressOf: (ref) => thread.addressOf(ref),
  };
}
