import type { ThreadId } from "../../../src/chat/thread-id.ts";
import type { Logger } from "../../../src/logger.ts";
import type { InteractionToken } from "./guest-interactions.ts";

/** Lets the bot answer a person's newest command in a place. */
export interface KeptToken {
  readonly application: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** Tokens of commands where the bot is a guest, for a process that did not receive the command itself. Its methods may reject. */
export interface GuestTokens {
  get(thread: ThreadId): Promise<KeptToken | undefined>;
  put(thread: ThreadId, kept: KeptToken): Promise<void>;
}

interface SharedTokens {
  /** Keeps it for the other processes. Does not reject: this process can answer without. */
  note(thread: ThreadId, token: KeptToken): Promise<void>;
  /** Does not reject: without a token the bot can still send direct messages. */
  find(thread: ThreadId): Promise<InteractionToken | null>;
  /** The application's id, from the newest token found; null before that. A worker has no connection that says it. */
  application(): string | null;
}

/** The tokens that processes of the bot share, of commands where it is a guest. */
export function createSharedTokens(tokens: GuestTokens | undefined, logger: Logger): SharedTokens {
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
