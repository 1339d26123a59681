import { expect, it } from "vitest";
import { jobIdOf } from "../../../src/jobs/queue/job-id.ts";
import { endMessage, runningMessage, stateMessage } from "../../../src/jobs/run/progress-message.ts";
import type { Job } from "../../../src/store/jobs.ts";
import { asked } from "../events.ts";

const event = asked({ id: "1" });
const job = { id: jobIdOf(event), event } as Job;

it("names the job in every line while it works, and no more once it has ended", () => {
  const named = { footer: [`Job ${job.id}`], actions: [{ id: "stop", value: job.id }] };
  expect(stateMessage(job, "starting", null)).toMatchObject(named);
  expect(runningMessage(job, "Looking", null)).toMatchObject(named);
  expect(endMessage(job, "done")).not.toHaveProperty("footer");
});
