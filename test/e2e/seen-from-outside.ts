import { expect } from "vitest";
import { eventually } from "../support/eventually.ts";

/** What the bot's own port says. */
export async function seen(port: number, path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
}

/** Waits until a bot has nothing to do: a job's answer stands in its thread a moment before the job is done. */
export async function atRest(port: number): Promise<void> {
  await eventually(async () => {
    const jobs = [...(await seen(port, "/metrics")).text.matchAll(/^cuepoint_jobs\{.*\} (\d+)$/gm)];
    expect(jobs).not.toEqual([]);
    expect(jobs.filter(([, count]) => count !== "0")).toEqual([]);
  });
}

/** Of a bot that has done so many jobs, the given number of summaries among them, and nothing went wrong. */
export async function expectSeen(port: number, done: { jobs: number; summaries: number }): Promise<void> {
  await atRest(port);
  expect(await seen(port, "/healthz")).toEqual({ status: 200, text: "ok\n" });
  expect(await seen(port, "/readyz")).toEqual({ status: 200, text: "ready\n" });
  const { text } = await seen(port, "/metrics");
  const values = new Map(text.split("\n").map((line) => line.split(" ") as [string, string]));
  const value = (name: string) => Number(values.get(`cuepoint_${name}`));
  expect(value('jobs{state="running",step=""}')).toBe(0);
  for (const name of ['jobs_ended_total{state="done"}', "queue_wait_seconds_count"]) {
    expect(value(name), name).toBe(done.jobs);
  }
  expect(value('job_seconds_count{state="done"}')).toBe(done.jobs);
  for (const step of ["fetch", "scan", "ask", "stills", "reply"]) {
    expect(value(`step_seconds_count{step="${step}"}`), step).toBe(done.summaries);
  }
  for (const kind of ["prompt", "cached", "output"]) {
    expect(value(`model_tokens_total{kind="${kind}"}`), kind).toBeGreaterThan(0);
  }
  for (const program of ["ffmpeg", "ffprobe"]) {
    expect(value(`ffmpeg_runs_total{program="${program}",outcome="ok"}`), program).toBeGreaterThan(0);
  }
  expect(text).not.toContain('outcome="failed"');
}

/** Of the lines that a process has written, those that are more than the news of its start. */
export function troublesIn(stderr: string): string[] {
  return stderr.split("\n").filter((line) => line !== "" && !line.includes('"level":30,'));
}
