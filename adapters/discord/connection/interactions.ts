import { AsyncLocalStorage } from "node:async_hooks";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { createRecent } from "../recent.ts";

/**
 * An interaction's token is good for 15 minutes. A minute before that the bot goes on by its own token: the
 * message is the same one and nobody sees a difference.
 */
export const TOKEN_LIFE = 14 * 60 * 1000;
const MESSAGES = 1000;

/** The answer to a command that shows "thinking" until somebody says something. */
export interface PendingReply {
  readonly thread: ThreadId;
  readonly token: string;
  /** The message that the reply is. */
  readonly message: MessageRef;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What the interaction allows for one file; of replies alone, the bot's other messages have the guild's limit. */
  readonly bytesPerFile: number;
  /** Ends the "thinking" where nothing else did. Does not reject. */
  readonly settle: () => Promise<void>;
}

export interface Replies {
  /** Inside `work`, and in whatever it starts, the first thing said to the thread becomes the reply. */
  within<Result>(reply: PendingReply, work: () => Promise<Result>): Promise<Result>;
  /** The reply that the caller's words should become; at most once, and null outside of `within`. */
  claim(thread: ThreadId): PendingReply | null;
  /** Ends the "thinking" of the reply that `claim` would give: the words come as messages of their own. */
  settle(thread: ThreadId): Promise<void>;
  /** The token to edit a message with while it lives; null for a message of the bot's own. */
  tokenFor(message: MessageRef): string | null;
  remember(reply: Pick<PendingReply, "message" | "token" | "createdAt">): void;
}

export function createReplies(now: () => number): Replies {
  const current = new AsyncLocalStorage<{ reply: PendingReply | null }>();
  const tokens = createRecent<{ readonly token: string; readonly createdAt: number }>(MESSAGES);
  const isAlive = ({ createdAt }: { readonly createdAt: number }) => now() - createdAt < TOKEN_LIFE;

  const take = (thread: ThreadId) => {
    const store = current.getStore();
    if (store?.reply?.thread !== thread) return null;
    const { reply } = store;
    store.reply = null;
    return reply;
  };

  return {
    async within(reply, work) {
      const store: { reply: PendingReply | null } = { reply };
      try {
        return await current.run(store, work);
      } finally {
        const { reply: unclaimed } = store;
        store.reply = null;
        await unclaimed?.settle();
      }
    },
    claim(thread) {
      const reply = take(thread);
      return reply && isAlive(reply) ? reply : null;
    },
    async settle(thread) {
      await take(thread)?.settle();
    },
    tokenFor(message) {
      const entry = tokens.get(message);
      return entry && isAlive(entry) ? entry.token : null;
    },
    remember: ({ message, token, createdAt }) => tokens.set(message, { token, createdAt }),
  };
}
