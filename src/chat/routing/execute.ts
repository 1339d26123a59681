import { asCuepointError, type CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { CommandDefinition } from "../command.ts";
import type { CommandEvent } from "../event.ts";
import { catalogueFor } from "../locales/locales.ts";
import type { OutgoingMessage, Progress } from "../message.ts";
import { afterProgress, createProgressPost, progressMessage } from "../progress.ts";
import { isClosed, type OpenThread, type Thread } from "../thread.ts";

/** Carries out a command: at once, or by a job that is durable when this comes back. */
export type Execute = (command: CommandDefinition, event: CommandEvent, signal: AbortSignal) => Promise<void>;

/** Runs the command at once; every failure goes to the thread as one sentence and to the log as a cause. */
export function createDirectExecute(openThread: OpenThread, logger: Logger): Execute {
  return async (command, event, signal) => {
    const thread = openThread(event.thread, event.id);
    const catalogue = catalogueFor(event.locale);
    const render = (progress: Progress) => progressMessage(progress, catalogue);
    const progress = createProgressPost({ thread, render, logger });
    const context = {
      event,
      thread: afterProgress(thread, progress.finish),
      signal,
      report: progress.report,
      job: null,
    };
    try {
      await command.run(context).finally(progress.finish);
    } catch (thrown) {
      const error = asCuepointError(signal.aborted ? signal.reason : thrown, signal);
      logFailure(logger, event, error);
      await tellFailure(thread, error, event.locale);
    }
  };
}

/** Says it in the thread. Where the thread takes nothing more, the platform's own line in the log has to do. */
export async function tellFailure(thread: Thread, error: CuepointError, locale: string): Promise<void> {
  if (isClosed(error)) return;
  try {
    await thread.post(errorMessage(error, locale));
  } catch (thrown) {
    if (!isClosed(thrown)) throw thrown;
  }
}

export function errorMessage(
  error: Pick<CuepointError, "code" | "details">,
  locale: string,
): OutgoingMessage {
  return { kind: "error", code: error.code, text: catalogueFor(locale).error(error.code, error.details) };
}

/** Our own faults are logged for the operator at every level; the others concern only the person. */
export function levelOf({ code }: CuepointError): "error" | "info" {
  return code === "unexpected" ? "error" : "info";
}

function logFailure(logger: Logger, event: CommandEvent, error: CuepointError): void {
  logger[levelOf(error)]({ command: event.command, code: error.code, err: error.cause }, "command failed");
}
