import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { CuepointError } from "../src/errors.ts";
import { tenantOf } from "../src/store/tenant.ts";
import { renderSummary } from "../src/summary/render.ts";
import { asCovered } from "./shared/covered.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { knownThread } from "./shared/known-thread.ts";
import { reportMoments } from "./shared/moment-links.ts";
import { shrinkBy } from "./shared/shrink-by.ts";

/** A file of the thread's summary once more: the report, or the summary as programs read it. */
export function createReport(deps: CommandDeps): CommandDefinition {
  return {
    name: "report",
    description: inEveryLanguage(({ commands }) => commands.report.description),
    needsVideo: false,
    about: "message",
    isJob: false,
    options: [],
    async run(event, thread, signal) {
      const record = await knownThread(deps, event.thread);
      const found = await deps.store.contexts.summary(tenantOf(event.thread), record.contextKey);
      if (!found) throw new CuepointError("thread-unknown");
      const {
        title,
        files = [],
        data,
      } = renderSummary(found.summary, catalogueFor(event.locale), {
        shrink: shrinkBy(deps, signal),
        reportMoments: reportMoments(record.source),
      });
      const message: OutgoingMessage = {
        kind: "notice",
        text: title ?? found.summary.video.name,
        files: event.options.data === true && data ? [data] : files,
      };
      await thread.post(asCovered(message, record.source));
    },
  };
}
