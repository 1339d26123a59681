import type { ThreadId } from "../../../src/chat/thread-id.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Way } from "./guest-ways.ts";

/** By which a person's newest command in a place can be answered. */
export interface KeptToken {
  readonly application: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** Tokens of commands where the bot is a guest, for a process that has not heard the command itself. Its methods may reject. */
export interface GuestTokens {
  get(thread: ThreadId): Promise<KeptToken | undefined>;
  put(thread: ThreadId, kept: KeptToken): Promise<void>;
}

interface HeardElsewhere {
  /** Keeps it for the others. Does not reject: this process has it. */
  note(thread: ThreadId, token: KeptToken): Promise<void>;
  /** Does not reject: there are direct messages. */
  find(thread: ThreadId): Promise<Way | null>;
  /** As a kept token named it; null before the first. A worker has no connection that tells it. */
  application(): string | null;
}

/** What processes of the bot tell each other of commands where it is a guest. */
export function createHeardElsewhere(tokens: GuestTokens | undefined, logger: Logger): HeardElsewhere {
  let application: string | null = null;
  const failed = (error: unknown) =>
    void logger.warn({ err: error }, "a command's token could not be shared");
  return {
    async note(thread, token) {
      await tokens?.put(thread, token).catch(failed);
    },
    async find(thread) {
      const kept = (await tokens?.get(thread).catch(failed)) ?? null;
      application = kept?.application ?? application;
      return kept;
    },
    application: () => application,
  };
}
