import { AsyncLocalStorage } from "node:async_hooks";
import type { ThreadId } from "../../src/chat/thread-id.ts";

/** Somebody pressed a button: what is said to that need not stand in the thread for everybody. */
interface Pressed {
  readonly thread: ThreadId;
  readonly user: string;
}

export interface Asides {
  /** Inside `work` short words to the thread go to whoever pressed the button alone. */
  within<Result>(pressed: Pressed, work: () => Promise<Result>): Promise<Result>;
  /** Null outside of `within`, and for another thread. */
  listenerIn(thread: ThreadId): string | null;
}

export function createAsides(): Asides {
  const current = new AsyncLocalStorage<{ pressed: Pressed | null }>();
  return {
    async within(pressed, work) {
      const store: { pressed: Pressed | null } = { pressed };
      try {
        return await current.run(store, work);
      } finally {
        // A job that began in here goes on, and speaks to everybody.
        store.pressed = null;
      }
    },
    listenerIn(thread) {
      const pressed = current.getStore()?.pressed;
      return pressed?.thread === thread ? pressed.user : null;
    },
  };
}
