import type { CommandDefinition } from "../../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../../src/chat/locales/locales.ts";
import type { JobControl } from "../../src/jobs/job-control.ts";
import { jobOption, readJob } from "../shared/options.ts";

/** Does a job again that has ended; in the same thread, also where only a storyboard came of it. */
export function createRetry(jobControl: JobControl): CommandDefinition {
  return {
    name: "retry",
    description: inEveryLanguage(({ commands }) => commands.retry.description),
    needsVideo: false,
    isJob: false,
    options: [jobOption("retry")],
    async run({ event, thread }) {
      const { jobs } = catalogueFor(event.locale);
      const id = readJob(event);
      const { kind } = await jobControl.retry(event, id);
      // The new job speaks for itself.
      if (kind === "started") return;
      const text = {
        running: jobs.stillRunning,
        none: jobs.nothingToRetry,
        unknown: jobs.unknown(id ?? ""),
        "not-yours": jobs.notYours,
      }[kind];
      await thread.post({ kind: "notice", text });
    },
  };
}
