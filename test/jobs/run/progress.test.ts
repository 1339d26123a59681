import { expect, it } from "vitest";
import { jobIdOf } from "../../../src/jobs/queue/job-id.ts";
import { endMessage, runningMessage, stateMessage } from "../../../src/jobs/run/progress.ts";
import type { Job } from "../../../src/store/jobs.ts";
import { asked } from "../events.ts";

const event = asked({ id: "1" });
const job = { id: jobIdOf(event), event } as Job;

it("names the job in every line while it works, and no more once it has ended", () => {
  const named = { footer: [`Job ${job.id}`], actions: [{ id: "stop", value: job.id }] };
  expect(stateMessage(job, "starting")).toMatchObject(named);
  expect(runningMessage(job, { kind: "progress", text: "Looking" }, null)).toMatchObject(named);
  expect(endMessage(job, "done")).not.toHaveProperty("footer");
});
