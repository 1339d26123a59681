import type { AttachmentRef, Download } from "./attachment.ts";
import type { CommandDefinition } from "./command.ts";
import type { ConnectionWatch, Presence } from "./connection.ts";
import type { ChatEvent } from "./event.ts";
import type { OpenThread } from "./thread.ts";
import type { Platform } from "./thread-id.ts";

export type Dispatch = (event: ChatEvent, signal?: AbortSignal) => Promise<void>;

/** One chat platform, translated both ways. */
export interface ChatAdapter {
  readonly platform: Platform;
  /** Resolves once it is connected. Throws CuepointError; after that, and after `stop`, it may be started again. */
  start(
    commands: readonly CommandDefinition[],
    dispatch: Dispatch,
    watch?: ConnectionWatch,
  ): Promise<Presence>;
  /** Also ends a start that is under way. */
  stop(): Promise<void>;
  /** Works after a restart and on another machine: the id says it all. */
  readonly thread: OpenThread;
  /** Adds the platform's credentials, refreshes an expired address. Throws CuepointError. */
  openAttachment(ref: AttachmentRef, signal: AbortSignal): Promise<Download>;
}
