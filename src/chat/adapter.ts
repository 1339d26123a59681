import type { CommandDefinition } from "./command.ts";
import type { ChatEvent } from "./event.ts";
import type { OutgoingMessage } from "./message.ts";
import type { Platform, ThreadId } from "./thread-id.ts";

/** What a platform allows in one message; the core asks, the adapter obeys by construction. */
export interface MessageLimits {
  readonly textLength: number;
  readonly filesPerMessage: number;
  readonly bytesPerFile: number;
  /** Least time between two edits of one message, milliseconds. */
  readonly editInterval: number;
}

/** Names a message of a thread for later edits; opaque to the core. */
export type MessageRef = string;

/** Where an attachment lies on its platform; plain JSON, so that a job on another machine can open it. */
export interface AttachmentRef {
  readonly platform: Platform;
  readonly id: string;
  /** As its owner named it. Untrusted: for showing only. */
  readonly name: string;
  readonly size?: number;
}

/**
 * The attachment's bytes, or the path where the platform has the file on this machine already.
 * Whoever reads `body` ends it by finishing or by breaking out of the loop.
 */
export type Download =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly size?: number; readonly body: AsyncIterable<Uint8Array> };

export interface Thread {
  readonly id: ThreadId;
  readonly limits: MessageLimits;
  post(message: OutgoingMessage): Promise<MessageRef>;
  edit(ref: MessageRef, message: OutgoingMessage): Promise<void>;
}

export type Dispatch = (event: ChatEvent, signal?: AbortSignal) => Promise<void>;

/** One chat platform, translated both ways. */
export interface ChatAdapter {
  readonly platform: Platform;
  start(commands: readonly CommandDefinition[], dispatch: Dispatch): Promise<void>;
  stop(): Promise<void>;
  /** Works after a restart and on another machine: the id says it all. */
  thread(id: ThreadId): Thread;
  /** Adds the platform's credentials, refreshes an expired address. Throws CuepointError. */
  openAttachment(ref: AttachmentRef, signal: AbortSignal): Promise<Download>;
}
