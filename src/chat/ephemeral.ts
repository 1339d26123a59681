import { AsyncLocalStorage } from "node:async_hooks";
import type { OutgoingMessage } from "./message.ts";
import type { ThreadId } from "./thread-id.ts";

/** Somebody pressed a button: what is said to that need not stand in the thread for everybody. */
interface Pressed {
  readonly thread: ThreadId;
  /** What the platform needs for speaking to them alone, such as their id. */
  readonly listener: string;
}

export interface Ephemeral {
  /** Inside `work` short words to the thread go to whoever pressed the button alone. */
  within<Result>(pressed: Pressed, work: () => Promise<Result>): Promise<Result>;
  /** Null outside of `within`, and for another thread. */
  listenerIn(thread: ThreadId): string | null;
}

export function createEphemeral(): Ephemeral {
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
      return pressed?.thread === thread ? pressed.listener : null;
    },
  };
}

/** Words about what somebody did, and nothing that others would look for in the thread. */
export function isRemark({ kind, cards = [], files = [], actions = [] }: OutgoingMessage): boolean {
  const hasMore = cards.length + files.length + actions.length > 0;
  return (kind === "notice" || kind === "error") && !hasMore;
}
