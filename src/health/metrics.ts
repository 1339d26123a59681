import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { CountJobs, JobObserver } from "../jobs/observer.ts";
import type { Logger } from "../logger.ts";
import type { OnRun } from "../video/ffmpeg/ffmpeg.ts";
import type { TokenUsage } from "../vision/model.ts";

export interface Metrics {
  /** Hears of jobs. */
  readonly observer: JobObserver;
  modelUsed(usage: TokenUsage): void;
  readonly ffmpegRan: OnRun;
  /** What Prometheus reads, and its media type. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

/** From a tenth of a second to an hour. */
const SECONDS = [0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];

/** Jobs are counted when the metrics are read. */
export function createMetrics(countJobs: CountJobs, logger: Logger): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `cuepoint_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name: `cuepoint_${name}`, help, labelNames, buckets: SECONDS, registers });
  new Gauge({
    name: "cuepoint_jobs",
    help: "Unfinished jobs by state and step",
    labelNames: ["state", "step"],
    registers,
    async collect() {
      this.reset();
      try {
        for (const { state, step, jobs } of await countJobs()) this.set({ state, step }, jobs);
      } catch (error) {
        // Without the store everything else is still worth knowing.
        logger.warn({ err: error }, "jobs could not be counted");
      }
    },
  });
  const ended = counter("jobs_ended_total", "Jobs that have ended, by how", ["state"]);
  const refused = counter("refusals_total", "Requests that were refused, by error code", ["code"]);
  const lasted = histogram("job_seconds", "How long jobs took once taken up", ["state"]);
  const waited = histogram("queue_wait_seconds", "How long jobs waited to be taken up", []);
  const steps = histogram("step_seconds", "How long each step of a job took", ["step"]);
  const tokens = counter("model_tokens_total", "Tokens of the model", ["kind"]);
  const ffmpeg = counter("ffmpeg_runs_total", "Runs of ffmpeg and ffprobe", ["program", "outcome"]);
  return {
    observer: {
      refused: (code) => refused.inc({ code }),
      started: (_, waitedMs) => waited.observe(waitedMs / 1000),
      stepped: (step, milliseconds) => steps.observe({ step }, milliseconds / 1000),
      ended(_, state, milliseconds) {
        ended.inc({ state });
        lasted.observe({ state }, milliseconds / 1000);
      },
    },
    modelUsed({ promptTokens, cachedTokens, outputTokens }) {
      tokens.inc({ kind: "prompt" }, promptTokens);
      tokens.inc({ kind: "cached" }, cachedTokens ?? 0);
      tokens.inc({ kind: "output" }, outputTokens);
    },
    ffmpegRan: (program, outcome) => ffmpeg.inc({ program, outcome }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
