import { LRUCache } from "lru-cache";
import { createAnswers } from "../../../src/chat/answers.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";

/**
 * Milliseconds. An interaction's token is good for 15 minutes. A minute before that the bot goes on with its own token, which
 * edits the same message.
 */
export const TOKEN_LIFE = 14 * 60 * 1000;
const MESSAGES = 1000;

/** The answer to a command, which shows "thinking" until something is said. */
export interface PendingReply {
  readonly token: string;
  /** The message that the reply is; its id is the command's too. */
  readonly message: MessageRef;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What the interaction allows for one file; of replies alone, the bot's other messages have the guild's limit. */
  readonly bytesPerFile: number;
  /** Ends the "thinking" where no words did. Does not reject. */
  readonly settle: () => Promise<void>;
}

export interface Replies {
  /** Inside `work` the first thing said in answer to the command becomes the reply. */
  within<Result>(reply: PendingReply, work: () => Promise<Result>): Promise<Result>;
  /** The reply that an answer to this event should become; at most once, and null outside of `within`. */
  claim(event: string | undefined): PendingReply | null;
  /** Ends the "thinking" of the reply that `claim` would give: the words come as messages of their own. */
  settle(event: string | undefined): Promise<void>;
  /** The token to edit a message with while it lives; null for a message of the bot's own. */
  tokenFor(message: MessageRef): string | null;
  remember(reply: Pick<PendingReply, "message" | "token" | "createdAt">): void;
}

export function createReplies(now: () => number): Replies {
  const pending = createAnswers<PendingReply>();
  const tokens = new LRUCache<MessageRef, { readonly token: string; readonly createdAt: number }>({
    max: MESSAGES,
  });
  const isAlive = ({ createdAt }: { readonly createdAt: number }) => now() - createdAt < TOKEN_LIFE;

  return {
    within: (reply, work) =>
      pending.during(reply.message, reply, async () => {
        try {
          return await work();
        } finally {
          await pending.take(reply.message)?.settle();
        }
      }),
    claim(event) {
      const reply = pending.take(event);
      return reply && isAlive(reply) ? reply : null;
    },
    async settle(event) {
      await pending.take(event)?.settle();
    },
    tokenFor(message) {
      const entry = tokens.get(message);
      return entry && isAlive(entry) ? entry.token : null;
    },
    remember: ({ message, token, createdAt }) => void tokens.set(message, { token, createdAt }),
  };
}
