import type { Logger } from "../logger.ts";
import type { Dispatch } from "./adapter.ts";
import type { CommandDefinition } from "./command.ts";
import type { ChatEvent, CommandEvent, DeletedEvent, LeftEvent, MessageEvent } from "./event.ts";
import type { Execute } from "./execute.ts";
import { intentOf, intentOfAction } from "./intent.ts";
import { createKnowing } from "./knowing.ts";

interface RouterOptions {
  readonly commands: readonly CommandDefinition[];
  readonly execute: Execute;
  /** True where the event's thread is about a video that can be asked about. */
  readonly isKnown: (event: MessageEvent) => Promise<boolean>;
  /**
   * Lets a direct message that stands by itself be about the newest video of its channel, and the thread under it too,
   * for good. True where that video can be asked about.
   */
  readonly takeOver?: (event: MessageEvent) => Promise<boolean>;
  /** True where a job of the event's thread has yet to end. */
  readonly isAtWork?: (event: MessageEvent) => Promise<boolean>;
  /** What a deleted message started is cancelled or purged. */
  readonly onDeleted: (event: DeletedEvent) => Promise<void>;
  readonly onLeft: (event: LeftEvent) => Promise<void>;
  readonly logger: Logger;
}

/** Sends each event to what it asks for. Comes back when the work is done, or durable where it is a job. */
export function createRouter({
  commands,
  execute,
  isKnown,
  takeOver = async () => false,
  isAtWork,
  onDeleted,
  onLeft,
  logger,
}: RouterOptions): Dispatch {
  const isAboutVideo = createKnowing(isKnown, takeOver);
  const byName = new Map(commands.map((command) => [command.name, command]));
  const commandOf = async (event: ChatEvent): Promise<CommandEvent | null> => {
    if (event.type === "command") return event;
    if (event.type === "message") return intentOf(event, isAboutVideo, isAtWork);
    return event.type === "action" ? intentOfAction(event) : null;
  };
  return async (event, signal = new AbortController().signal) => {
    if (event.type === "deleted") return onDeleted(event);
    if (event.type === "left") return onLeft(event);
    const asked = await commandOf(event);
    if (asked === null) return;
    const command = byName.get(asked.command);
    if (command) await execute(command, asked, signal);
    else logger.warn({ command: asked.command }, "no such command");
  };
}
