import { z } from "zod";
import { integer } from "./kinds.ts";

export const jobVariables = {
  QUEUE_URL: z
    .url({ protocol: /^rediss?$/, error: "must be a redis or rediss address such as redis://127.0.0.1:6379" })
    .optional(),
  JOBS_RUNNING: integer(1, 1000, "jobs").default(2),
  JOBS_RUNNING_PER_TENANT: integer(1, 1000, "jobs").default(2),
  JOBS_RUNNING_PER_PERSON: integer(1, 1000, "jobs").default(1),
  JOBS_WAITING: integer(1, 100_000, "jobs").default(200),
  JOBS_WAITING_PER_TENANT: integer(1, 100_000, "jobs").default(60),
  JOBS_WAITING_PER_PERSON: integer(1, 100_000, "jobs").default(10),
  VIDEO_MINUTES_PER_DAY: integer(1, 1_000_000, "minutes").default(1440),
  MODEL_TOKENS_PER_DAY: integer(1, 2_000_000_000, "tokens").default(20_000_000),
  DISK_RESERVE_MEGABYTES: integer(0, 10_000_000, "megabytes").default(1000),
};

export function jobSettings(data: z.infer<z.ZodObject<typeof jobVariables>>) {
  return {
    queueUrl: data.QUEUE_URL,
    reserveMegabytes: data.DISK_RESERVE_MEGABYTES,
    limits: {
      running: data.JOBS_RUNNING,
      runningPerTenant: data.JOBS_RUNNING_PER_TENANT,
      runningPerPerson: data.JOBS_RUNNING_PER_PERSON,
      queued: data.JOBS_WAITING,
      queuedPerTenant: data.JOBS_WAITING_PER_TENANT,
      queuedPerPerson: data.JOBS_WAITING_PER_PERSON,
      videoMinutes: data.VIDEO_MINUTES_PER_DAY,
      modelTokens: data.MODEL_TOKENS_PER_DAY,
    },
  };
}
