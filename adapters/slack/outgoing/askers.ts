import { LRUCache } from "lru-cache";
import type { ThreadId } from "../../../src/chat/thread-id.ts";

const MAX_REMEMBERED = 2000;

interface Asker {
  readonly user: string;
  readonly locale: string;
  /** The message they asked with, by its timestamp. */
  readonly message: string;
}

/** Who asked last in a thread, for telling them elsewhere once the thread itself is closed. In memory: a restart forgets it. */
export interface Askers {
  note(thread: ThreadId, asker: Asker): void;
  /** A person is told once. */
  take(thread: ThreadId): Asker | undefined;
  /** A person who removes their question does not wait for its answer. */
  removed(thread: ThreadId, message: string): void;
}

export function createAskers(): Askers {
  const known = new LRUCache<ThreadId, Asker>({ max: MAX_REMEMBERED });
  const take = (thread: ThreadId) => {
    const asker = known.get(thread);
    known.delete(thread);
    return asker;
  };
  return {
    note: (thread, asker) => void known.set(thread, asker),
    take,
    removed(thread, message) {
      if (known.get(thread)?.message === message) take(thread);
    },
  };
}
