import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { reportFile } from "../src/report/report-file.ts";
import { summaryFile } from "../src/summary/summary-json.ts";
import { titleOf } from "../src/summary/words.ts";
import { askedSummary } from "./shared/buttons/asked-summary.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { asCovered, reportMoments, shrinkBy } from "./shared/video-message.ts";

/** A file of the thread's summary once more: the report, or the summary as programs read it. */
export function createReport(deps: CommandDeps): CommandDefinition {
  return {
    name: "report",
    description: inEveryLanguage(({ commands }) => commands.report.description),
    needsVideo: false,
    about: "message",
    isJob: false,
    options: [],
    async run(context) {
      const { event, thread, signal } = context;
      const asked = await askedSummary(deps, context);
      if (!asked) return;
      const { record, summary } = asked;
      const catalogue = catalogueFor(event.locale);
      const moments = reportMoments(record.source);
      const file =
        event.options.data === true
          ? summaryFile(summary)
          : await reportFile(summary, catalogue, { moments, shrink: shrinkBy(deps, signal) });
      const message: OutgoingMessage = {
        kind: "notice",
        text: titleOf(summary, catalogue),
        files: [file],
      };
      await thread.post(asCovered(message, record.source));
    },
  };
}
