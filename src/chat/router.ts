import { asCuepointError, type CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Dispatch } from "./adapter.ts";
import { catalogueFor } from "./catalogue/catalogue.ts";
import type { CommandDefinition } from "./command.ts";
import type { CommandEvent } from "./event.ts";
import type { Thread } from "./thread.ts";
import type { ThreadId } from "./thread-id.ts";

interface RouterOptions {
  readonly commands: readonly CommandDefinition[];
  readonly thread: (id: ThreadId) => Thread;
  readonly logger: Logger;
}

/** Sends each event to its command, and every failure to the thread as one sentence and to the log as a cause. */
export function createRouter({ commands, thread, logger }: RouterOptions): Dispatch {
  const byName = new Map(commands.map((command) => [command.name, command]));
  return async (event, signal = new AbortController().signal) => {
    const place = thread(event.thread);
    try {
      const command = byName.get(event.command);
      if (!command) throw new TypeError(`no command named ${event.command}`);
      await command.run(event, place, signal);
    } catch (thrown) {
      const error = signal.aborted ? asCuepointError(signal.reason) : asCuepointError(thrown);
      logFailure(logger, event, error);
      await place.post({
        kind: "error",
        code: error.code,
        text: catalogueFor(event.locale).error(error.code, error.details),
      });
    }
  };
}

function logFailure(logger: Logger, event: CommandEvent, error: CuepointError): void {
  const level = error.code === "unexpected" ? "error" : "info";
  logger[level]({ command: event.command, code: error.code, err: error.cause }, "command failed");
}
