import type { CommandDefinition } from "../../src/chat/command.ts";
import { type Catalogue, catalogueFor, inEveryLanguage } from "../../src/chat/locales/locales.ts";
import type { JobControl } from "../../src/jobs/job-control.ts";
import type { JobStatus } from "../../src/jobs/queue/queue.ts";
import type { Places } from "../../src/store/places/places.ts";
import { renderInForce } from "../place/render.ts";
import { jobOption, readJob } from "../shared/options.ts";

/** Says where the person's jobs stand, and what is set in the place. */
export function createStatus(jobControl: JobControl, places: Pick<Places, "of">): CommandDefinition {
  return {
    name: "status",
    description: inEveryLanguage(({ commands }) => commands.status.description),
    needsVideo: false,
    isJob: false,
    options: [jobOption("status")],
    async run({ event, thread }) {
      const catalogue = catalogueFor(event.locale);
      const id = readJob(event);
      const found = await jobControl.find(event, id);
      const nothing = id === undefined ? catalogue.jobs.none : catalogue.jobs.unknown(id);
      const lines = found.map((status) => lineOf(status, catalogue));
      const inForce = renderInForce(await places.of(event.thread), catalogue);
      const text = [lines.join("\n") || nothing, ...(inForce === null ? [] : [inForce])].join("\n");
      await thread.post({ kind: "notice", text });
    },
  };
}

function lineOf({ job, position }: JobStatus, catalogue: Catalogue): string {
  const isHeldUp = job.progress.code !== undefined;
  if (job.state === "queued" && position > 0 && !isHeldUp) return catalogue.jobs.waiting(job.id, position);
  return catalogue.jobs.line(job.id, job.event.command, stateOf(job, catalogue));
}

function stateOf({ state, progress }: JobStatus["job"], catalogue: Catalogue): string {
  const { jobs } = catalogue;
  if (state === "done") return jobs.done;
  if (state === "cancelled") return jobs.stopped;
  if (state === "failed") {
    const { code, details } = progress;
    return code && details ? catalogue.error(code, details) : jobs.failed;
  }
  // A queued job that has a code has been taken up before, and waits for something to pass.
  if (state === "queued" && progress.code) {
    return progress.code === "no-room" ? jobs.waitingForRoom : jobs.tryingAgain;
  }
  if (progress.step === undefined) return jobs.starting;
  const { running } = catalogue.progress[progress.step];
  const { fraction } = progress;
  return fraction === undefined ? running : catalogue.progressPercent(running, Math.floor(fraction * 100));
}
