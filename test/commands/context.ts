import type { CommandContext } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import type { Thread } from "../../src/chat/thread.ts";

/** The context of a command that a person waits for; progress is not shown. */
export function contextOf(event: CommandEvent, thread: Thread): CommandContext {
  return { event, thread, signal: new AbortController().signal, report: () => undefined, job: null };
}
