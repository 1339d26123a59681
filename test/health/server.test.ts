import { describe, expect, it, onTestFinished } from "vitest";
import { createMetrics } from "../../src/health/metrics.ts";
import { type Checks, startHealthServer } from "../../src/health/server.ts";
import type { CountJobs } from "../../src/jobs/observer.ts";
import type { Job } from "../../src/store/jobs.ts";
import { createFakeLogger } from "../fakes/logger.ts";

const fine = async () => undefined;
const broken = async () => {
  throw new Error("secret reason");
};

const counted = async () => [
  { state: "queued", step: "", jobs: 3 },
  { state: "running", step: "scan", jobs: 1 },
];

async function started(checks: Partial<Checks> = {}, count: CountJobs = counted) {
  const metrics = createMetrics(count, createFakeLogger());
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
      'cuepoint_jobs{state="queued",step=""} 3',
      'cuepoint_jobs{state="running",step="scan"} 1',
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

  it("shows a step no longer that nobody is in", async () => {
    const now = [{ state: "running", step: "scan", jobs: 1 }];
    const { get } = await started({}, async () => now);
    await get("/metrics");
    now[0] = { state: "running", step: "ask", jobs: 1 };
    const { text } = await get("/metrics");
    expect(text).toContain('cuepoint_jobs{state="running",step="ask"} 1');
    expect(text).not.toContain("scan");
  });

  it("tells what it knows itself also while jobs cannot be counted", async () => {
    const { get, metrics } = await started({}, broken);
    metrics.observer.refused("limit-person");
    const { status, text } = await get("/metrics");
    expect(status).toBe(200);
    expect(text).toContain('cuepoint_refusals_total{code="limit-person"} 1');
  });

  it("knows nothing else", async () => {
    const { get } = await started();
    expect((await get("/")).status).toBe(404);
  });
});
