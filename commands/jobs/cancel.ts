import type { CommandDefinition } from "../../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../../src/chat/locales/locales.ts";
import type { JobControl } from "../../src/jobs/job-control.ts";
import { jobOption, readJob } from "../shared/options.ts";

/** Stops a job, whether it waits or runs. */
export function createCancel(jobControl: JobControl): CommandDefinition {
  return {
    name: "cancel",
    description: inEveryLanguage(({ commands }) => commands.cancel.description),
    needsVideo: false,
    isJob: false,
    options: [jobOption("cancel")],
    async run({ event, thread }) {
      const { jobs } = catalogueFor(event.locale);
      const id = readJob(event);
      const stopped = await jobControl.stop(event, id);
      const refusals = {
        none: jobs.nothingToStop,
        unknown: jobs.unknown(id ?? ""),
        "not-yours": jobs.notYours,
        ended: jobs.alreadyEnded,
      };
      const text = stopped.kind === "stopping" ? jobs.stopping(stopped.job.id) : refusals[stopped.kind];
      await thread.post({ kind: "notice", text });
    },
  };
}
