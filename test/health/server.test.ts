import { describe, expect, it, onTestFinished } from "vitest";
import { createMetrics } from "../../src/health/metrics.ts";
import { type Checks, startHealthServer } from "../../src/health/server.ts";
import type { Job } from "../../src/jobs/job.ts";
import { createFakeLogger } from "../fakes/logger.ts";

const fine = async () => undefined;
const broken = async () => {
  throw new Error("secret reason");
};

async function started(checks: Partial<Checks> = {}) {
  const metrics = createMetrics(async () => ({ queued: 3, running: 1 }));
  const server = await startHealthServer({
    port: 0,
    host: "127.0.0.1",
    checks: { queue: fine, store: fine, disk: fine, model: fine, ...checks },
    metrics: metrics.text,
    logger: createFakeLogger(),
  });
  onTestFinished(server.close);
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return { get, metrics };
}

describe("the health server", () => {
  it("says that it lives, also when nothing else does", async () => {
    const { get } = await started({ queue: broken, store: broken, disk: broken, model: broken });
    expect(await get("/healthz")).toEqual({ status: 200, text: "ok\n" });
  });

  it("is ready when everything is", async () => {
    const { get } = await started();
    expect(await get("/readyz")).toEqual({ status: 200, text: "ready\n" });
  });

  it.each(["queue", "store", "disk", "model"] as const)(
    "is not ready without the %s, and says no more than that",
    async (name) => {
      const { get } = await started({ [name]: broken });
      expect(await get("/readyz")).toEqual({ status: 503, text: `not ready: ${name}\n` });
    },
  );

  it("counts what Prometheus asks for", async () => {
    const { get, metrics } = await started();
    metrics.observer.refused("limit-person");
    metrics.observer.started({} as Job, 1500);
    metrics.observer.stepped("scan", 4000);
    metrics.observer.ended({} as Job, "done", 9000);
    metrics.modelUsed({ promptTokens: 100, cachedTokens: 40, outputTokens: 7 });
    metrics.ffmpegRan("ffprobe", "ok");
    const { text } = await get("/metrics");
    for (const line of [
      'cuepoint_jobs{state="queued"} 3',
      'cuepoint_refusals_total{code="limit-person"} 1',
      'cuepoint_jobs_ended_total{state="done"} 1',
      "cuepoint_queue_wait_seconds_sum 1.5",
      'cuepoint_step_seconds_sum{step="scan"} 4',
      'cuepoint_job_seconds_sum{state="done"} 9',
      'cuepoint_model_tokens_total{kind="cached"} 40',
      'cuepoint_ffmpeg_runs_total{program="ffprobe",outcome="ok"} 1',
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });

  it("knows nothing else", async () => {
    const { get } = await started();
    expect((await get("/")).status).toBe(404);
  });
});
