import type { RedisProbe } from "../../jobs/queue/bullmq/probe-redis.ts";
import { type Check, findingsOf } from "../check.ts";

const queueFinding = findingsOf("queue");

/** BullMQ loses jobs with any other: https://docs.bullmq.io/guide/going-to-production */
const KEEPS_ALL = "noeviction";

/** `probe` is null where the queue lives in the process itself. */
export function checkQueue(probe: (() => Promise<RedisProbe>) | null): Check {
  return {
    part: "queue",
    limitMs: 20_000,
    async run() {
      if (probe === null) return [queueFinding("fine", ({ queue }) => queue.inside)];
      const found = await probe().catch(() => null);
      if (found === null) return [queueFinding("fault", ({ queue }) => queue.away)];
      const { version, evicts } = found;
      const fine = queueFinding("fine", ({ queue }) => queue.fine(version));
      return evicts === null || evicts === KEEPS_ALL
        ? [fine]
        : [fine, queueFinding("fault", ({ queue }) => queue.evicts(evicts))];
    },
  };
}
