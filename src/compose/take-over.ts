import type { MessageEvent } from "../chat/event.ts";
import type { JobDesk } from "../jobs/job-control.ts";
import type { Store } from "../store/store.ts";

/**
 * Lets a thread be about the newest video of its channel. That may be one which is still being watched: nothing can be
 * asked about it yet, but an answer about an older one would be about the wrong one.
 */
export function createTakeOver(
  { threads, talks }: Pick<Store, "threads" | "talks">,
  desk: Pick<JobDesk, "newestAtWork">,
) {
  return async ({ thread }: Pick<MessageEvent, "thread">): Promise<boolean> => {
    const home = (await desk.newestAtWork(thread)) ?? (await talks.newestBeside(thread));
    if (!home) return false;
    await talks.follow(thread, home);
    return (await threads.get(thread)) !== undefined;
  };
}
