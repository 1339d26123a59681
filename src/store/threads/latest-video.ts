import { parseThreadId, type ThreadId } from "../../chat/thread-id.ts";
import { tenantOf } from "../tenant.ts";
import type { RecentThreads } from "./recent-threads.ts";
import type { ThreadLinks } from "./thread-links.ts";

/** Which video a thread without one of its own is about. All methods may throw `store-unavailable` and `no-space`. */
export interface LatestVideos {
  /** From now on `thread`, which has no video of its own, is about the one of `home`, a thread of the same channel. */
  follow(thread: ThreadId, home: ThreadId): Promise<void>;
  linkedThreadsOf(home: ThreadId): Promise<ThreadId[]>;
  /** The thread of the same channel whose video was shown or talked about last; undefined where none is known. */
  newestBeside(thread: ThreadId): Promise<ThreadId | undefined>;
}

interface LookupParts {
  /** Whether the thread has a video that can still be asked about. */
  readonly isKnown: (thread: ThreadId) => Promise<boolean>;
  readonly threadLinks: ThreadLinks;
  readonly recent: RecentThreads;
}

export function createLatestVideos({ isKnown, threadLinks, recent }: LookupParts): LatestVideos {
  return {
    async follow(thread, home) {
      if (!isSameChannel(thread, home)) throw new TypeError("a thread follows one of its own channel");
      if (thread !== home) await threadLinks.put({ thread, home });
    },
    linkedThreadsOf: threadLinks.of,
    async newestBeside(thread) {
      for (const one of await recent.beside(thread)) {
        // Its time may be over before that of the channel's record.
        if (one !== thread && (await isKnown(one))) return one;
      }
      return undefined;
    },
  };
}

function isSameChannel(a: ThreadId, b: ThreadId): boolean {
  return tenantOf(a) === tenantOf(b) && parseThreadId(a).channel === parseThreadId(b).channel;
}
