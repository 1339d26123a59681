import type { ThreadId } from "../../src/chat/thread-id.ts";

const MAX_REMEMBERED = 2000;

interface Asker {
  readonly user: string;
  readonly locale: string;
  /** The message they asked with, by its timestamp. */
  readonly message: string;
}

/**
 * Who asked last in a thread, for telling them elsewhere once the thread itself is closed. In memory and bounded: after a
 * restart nobody is known until they ask again.
 */
export interface Askers {
  note(thread: ThreadId, asker: Asker): void;
  /** Whoever is told once need not hear it again. */
  take(thread: ThreadId): Asker | undefined;
  /** Whoever removes their question does not wait for its answer. */
  removed(thread: ThreadId, message: string): void;
}

export function createAskers(): Askers {
  const known = new Map<ThreadId, Asker>();
  const take = (thread: ThreadId) => {
    const asker = known.get(thread);
    known.delete(thread);
    return asker;
  };
  return {
    note(thread, asker) {
      take(thread);
      known.set(thread, asker);
      const [oldest] = known.keys();
      if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
    },
    take,
    removed(thread, message) {
      if (known.get(thread)?.message === message) take(thread);
    },
  };
}
