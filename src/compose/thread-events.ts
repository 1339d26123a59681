import type { DeletedEvent, LeftEvent, MessageEvent } from "../chat/event.ts";
import type { JobControl } from "../jobs/job-control.ts";
import type { Store } from "../store/store.ts";

/** What the router needs to know of threads, and where it is told that one is gone. */
export function threadEvents(store: Pick<Store, "threads" | "forgetThread" | "purgeTenant">) {
  return {
    isKnown: async ({ thread }: MessageEvent) => (await store.threads.get(thread)) !== undefined,
    onDeleted: async ({ thread }: DeletedEvent) => void (await store.forgetThread(thread)),
    onLeft: ({ platform, tenant }: LeftEvent) => store.purgeTenant(`${platform}:${tenant}`),
  };
}

/**
 * Lets a thread be about the newest video of its channel. That may be one which is still being summarized: nothing can
 * be asked about it yet, but an answer about an older one would be about the wrong one.
 */
export function createLinkLatestVideo(
  { threads, latestVideos }: Pick<Store, "threads" | "latestVideos">,
  jobControl: Pick<JobControl, "newestAtWork">,
) {
  return async ({ thread }: Pick<MessageEvent, "thread">): Promise<boolean> => {
    const home = (await jobControl.newestAtWork(thread)) ?? (await latestVideos.newestBeside(thread));
    if (!home) return false;
    await latestVideos.link(thread, home);
    return (await threads.get(thread)) !== undefined;
  };
}
