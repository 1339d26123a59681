import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evalCase } from "../../eval/case.ts";
import type { Outcome } from "../../eval/outcome.ts";
import { estimate, planTasks, type Task } from "../../eval/run/plan.ts";
import { runTasks } from "../../eval/run/run-tasks.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const never = new AbortController().signal;
const nothing = () => undefined;
const model = { baseUrl: "http://127.0.0.1:1/v1", name: "m" };
const WANTED = { models: [model], prompts: ["structured"], samplers: ["mixed", "random"], budgets: [16] };

function item(id: string, more: { absent?: string[] } = {}) {
  const truth = evalCase.parse({
    ...{ id, video: `${id}.mp4`, source: "Painted.", ...more },
    questions: [{ text: "What?", answer: null }],
  });
  return { truth, path: `${id}.mp4` };
}

const TASKS = planTasks([item("a"), item("b"), item("c")], { ...WANTED, samplers: ["mixed"] });

function outcomeOf({ item: { truth }, variant }: Task, at: string): Outcome {
  return {
    ...{ case: truth.id, variant: { ...variant, model: "m", server: "s", promptVersion: "1" } },
    ...{ at, seconds: 10, frames: [], summary: null, answers: [], requests: 1, repairs: 0 },
    ...{ tokens: { prompt: 1, cached: null, output: 1 }, ms: { all: 1, model: 1 } },
  };
}

describe("a plan", () => {
  it("has each case with each sampler, random ones by twenty seeds, and says what it costs", () => {
    const tasks = planTasks([item("a"), item("b")], WANTED);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(2 * 21);
    const { requests, tokens, minutes } = estimate(tasks, 2);
    expect(requests).toBe(2 * 42);
    expect(tokens).toBeGreaterThan(42 * 16 * 100);
    expect(minutes).toBeGreaterThan(0);
  });

  it("has the variants of a case together, and another one first in each case", () => {
    const tasks = planTasks([item("a"), item("b")], { ...WANTED, samplers: ["mixed", "uniform"] });
    const order = tasks.map(({ item: { truth }, variant }) => `${truth.id} ${variant.sampler}`);
    expect(order).toEqual(["a mixed", "a uniform", "b uniform", "b mixed"]);
  });

  it("goes on with no outcome of another truth", () => {
    const [before] = planTasks([item("a")], WANTED);
    const [after] = planTasks([item("a", { absent: ["elephant"] })], WANTED);
    expect(after?.id).not.toBe(before?.id);
  });
});

describe("a run", () => {
  const start = (path: string, watch: (task: Task) => Promise<Outcome>, parallel = 1) =>
    runTasks(TASKS, { path, parallel, watch, onProgress: nothing }, never);

  it("that was stopped goes on with what is missing, also after half a line", async () => {
    const path = join(temporaryFolder(), "outcomes.jsonl");
    const failing = async (task: Task) => {
      if (task.item.truth.id === "b") throw new Error("no such video");
      return outcomeOf(task, "first");
    };
    await expect(start(path, failing)).rejects.toThrow("no such video");
    await appendFile(path, '{"task":"half');
    const watched: string[] = [];
    const all = await start(path, async (task) => {
      watched.push(task.item.truth.id);
      return outcomeOf(task, "second");
    });
    expect(watched).toEqual(["b", "c"]);
    expect(all.map(({ at }) => at)).toEqual(["first", "second", "second"]);
    expect((await readFile(path, "utf8")).trim().split("\n")).toHaveLength(3);
  });

  it("watches as many at a time as it may, and no more", async () => {
    let [now, most] = [0, 0];
    await start(
      join(temporaryFolder(), "outcomes.jsonl"),
      async (task) => {
        now++;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        return outcomeOf(task, "now");
      },
      2,
    );
    expect(most).toBe(2);
  });

  it("tells what is done", async () => {
    const told: string[] = [];
    const watch = async (task: Task) => outcomeOf(task, "now");
    const onProgress = ({ done, of }: { done: number; of: number }) => told.push(`${done}/${of}`);
    const path = join(temporaryFolder(), "outcomes.jsonl");
    await runTasks(TASKS, { path, parallel: 1, watch, onProgress }, never);
    expect(told).toEqual(["0/3", "1/3", "2/3", "3/3"]);
  });
});
