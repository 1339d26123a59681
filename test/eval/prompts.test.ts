import { describe, expect, it } from "vitest";
import { evalCase } from "../../eval/case.ts";
import { createDouble } from "../../eval/doubles/doubles.ts";
import { OptionError, readOptions } from "../../eval/run/options.ts";
import { estimate, planTasks } from "../../eval/run/plan.ts";
import { askForSummary } from "../../src/summary/ask/ask.ts";
import { labelFrames } from "../../src/summary/ask/prompt.ts";
import { PROMPT_NAMES, PROMPTS } from "../../src/summary/prompts/prompts.ts";
import { createFakeLogger } from "../fakes/logger.ts";

const truth = evalCase.parse({
  ...{ id: "two", video: "two.mp4", source: "made up" },
  events: [
    { id: "e1", start: 0, end: 10, words: [["dog"], ["ball"]] },
    { id: "e2", start: 10, end: 20, words: [["cat"]] },
  ],
  spoken: [{ start: 11, end: 13, text: "Here is the cat." }],
  absent: ["elephant"],
});
const cues = [{ id: "c1", start: 11, end: 13, text: "Here is the cat." }];
const frames = labelFrames(
  Array.from({ length: 20 }, (_, timestamp) => ({
    ...{ timestamp, width: 64, height: 36 },
    jpeg: Buffer.from("picture"),
  })),
);

describe.each(PROMPT_NAMES)("a double that is asked by %s", (name) => {
  async function ask(double: "perfect" | "late") {
    const model = createDouble(double, truth);
    let requests = 0;
    const counted = {
      ...model,
      reply(...args: Parameters<typeof model.reply>) {
        requests++;
        return model.reply(...args);
      },
    };
    const options = { model: counted, frames, cues, cacheKey: "key", logger: createFakeLogger() };
    const question = { keyframes: 5, language: "en", prompt: PROMPTS[name] };
    const asked = await askForSummary({ ...options, ...question }, new AbortController().signal);
    return { asked, requests };
  }

  it("replies in its form, without a repair", async () => {
    const { asked, requests } = await ask("perfect");
    expect(requests).toBe(PROMPTS[name].requests);
    expect(asked.parts.map(({ description }) => description)).toEqual(["dog, ball (e1).", "cat (e2)."]);
    expect(asked.parts.map(({ key }) => key >= 10)).toEqual([false, true]);
  });

  it("is as late as it is with any other", async () => {
    const { asked } = await ask("late");
    expect(asked.parts.map(({ key }) => key)).toEqual([12, 19]);
  });
});

it("a run costs as many requests as its prompts take", () => {
  const item = { truth, path: "two.mp4" };
  const requestsOf = (prompt: string) => {
    const wanted = { models: [{ baseUrl: "http://m", name: "m" }], samplers: ["mixed"], budgets: [8] };
    return estimate(planTasks([item], { ...wanted, prompts: [prompt] }), 1).requests;
  };
  expect(PROMPT_NAMES.map(requestsOf)).toEqual([1, 1, 1, 2, 2]);
});

it("a prompt that is none is refused with the names of all", () => {
  expect(() => readOptions(["--prompts", "structured,clever"])).toThrow(OptionError);
  expect(() => readOptions(["--prompts", "clever"])).toThrow(/no prompt clever.*five-acts/);
});
