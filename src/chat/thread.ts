import type { OutgoingMessage } from "./message.ts";
import type { ThreadId } from "./thread-id.ts";

/** What a platform allows in one message; the core asks, the adapter obeys by construction. */
interface MessageLimits {
  readonly textLength: number;
  readonly filesPerMessage: number;
  readonly bytesPerFile: number;
  /** Least time between two edits of one message, milliseconds. */
  readonly editInterval: number;
}

/** Names a message of a thread for later edits; opaque to the core. */
export type MessageRef = string;

export interface Thread {
  readonly id: ThreadId;
  readonly limits: MessageLimits;
  post(message: OutgoingMessage): Promise<MessageRef>;
  edit(ref: MessageRef, message: OutgoingMessage): Promise<void>;
}
