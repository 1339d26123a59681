import type { CuepointError } from "../errors.ts";
import type { CommandDefinition } from "./command.ts";
import type { ChatEvent, CommandEvent } from "./event.ts";
import type { OpenThread } from "./thread.ts";
import type { Platform } from "./thread-id.ts";
import type { AttachmentRef, Download } from "./video-sources.ts";

export type Dispatch = (event: ChatEvent, signal?: AbortSignal) => Promise<void>;

/**
 * Whether the administrators of a place let a person use the bot there. The router asks for each request; an adapter asks before it
 * opens a thread for one.
 */
export type MayUse = (
  asking: Pick<CommandEvent, "thread" | "author" | "roles" | "isAdmin" | "isServerAdmin">,
) => Promise<boolean>;

/** Commands that everyone may use: to know what the bot is and what it keeps, and to delete their own. */
export function isOpenToAll(command: string): boolean {
  return command === "help" || command === "privacy";
}

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

/** Who the bot is on a platform, for the line that says that it is there. */
export interface Presence {
  /** As people see it: "@cuepoint", "Cuepoint#1234". */
  readonly name: string;
  /** The workspace's name; absent where there are many servers. */
  readonly place?: string;
  readonly servers?: number;
}

/** Hears how the connection stands once `start` has resolved. */
export interface ConnectionWatch {
  /** It broke; the adapter connects again by itself. */
  onAway(): void;
  onBack(): void;
  /** The adapter has given up, and must be stopped and started again. */
  onLost(error: CuepointError): void;
}
