import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { silent } from "../../bench/measure/silent.ts";
import { loadConfig } from "../../src/config.ts";
import { CuepointError } from "../../src/errors.ts";
import { NO_VOICE } from "../../test/fixtures/sounds.ts";
import { writePage } from "../page/write-page.ts";
import { readSet, type SetCase, SetError } from "../set.ts";
import { ownSet } from "../sets/own-set.ts";
import { BY_MEANING } from "../watch/samplers.ts";
import { watchCase } from "../watch/watch-case.ts";
import { isDouble, type OpenModel, openModels } from "./models.ts";
import { type EvalOptions, OptionError } from "./options.ts";
import { estimate, planTasks, type Task } from "./plan.ts";
import { openPrograms } from "./programs.ts";
import { type RunFile, resultsOf } from "./result.ts";
import { type RunProgress, runTasks } from "./run-tasks.ts";
import { costText, figureTables } from "./show.ts";

export interface Evaluation {
  readonly say: (line: string) => void;
  readonly onProgress: (progress: RunProgress) => void;
}

/** Watches all cases with all variants, and writes what came of it. */
export async function evaluate(
  options: EvalOptions,
  { say, onProgress }: Evaluation,
  signal: AbortSignal,
): Promise<void> {
  const config = loadConfig();
  const { out, quick } = options;
  const models = await openModels(options, config, { logger: silent, signal });
  await mkdir(out, { recursive: true });
  const isHeard = config.sound.speech.baseUrl !== undefined && NO_VOICE === null;
  const cases = await casesOf(options, isHeard);
  const tasks = planTasks(cases, { ...options, models });
  const parallel = Math.min(...models.map((model) => model.parallel));
  say(costText(cases.length, tasks.length, estimate(tasks, parallel)));
  const isDoubles = models.every(isDouble);
  if (!options.yes && !isDoubles && !(await isWanted())) return;
  const programs = openPrograms(config, silent);
  if (options.samplers.includes(BY_MEANING) && (await programs.embedder(signal)) === null) {
    throw new OptionError(
      `The sampler ${BY_MEANING} takes an embedding server: set EMBED_BASE_URL. "npm run doctor" says whether it can be used.`,
    );
  }
  const watch = ({ model, item, variant }: Task, abort: AbortSignal) =>
    watchCase({ ...programs, model: sourceOf(models, model)(item.truth) }, { ...item, variant }, abort).catch(
      asFault(item),
    );
  const path = join(out, quick ? "quick-outcomes.jsonl" : "outcomes.jsonl");
  const outcomes = await runTasks(tasks, { path, parallel, watch, onProgress }, signal);
  const truths = cases.map(({ truth }) => truth);
  const run: RunFile = { version: 1, at: new Date().toISOString(), isDoubles, cases: truths, outcomes };
  const runPath = join(out, quick ? "quick.json" : "run.json");
  await writeFile(runPath, `${JSON.stringify(run)}\n`);
  // The next run begins anew; only one that was stopped goes on.
  await rm(path, { force: true });
  say(`\n${figureTables(resultsOf(run))}`);
  if (isDoubles) say("\nOnly doubles were asked: this says nothing about any model.");
  say(`\nAs a page: ${await writePage([runPath])}\nEverything in numbers: ${runPath}`);
}

async function casesOf({ sets, out, quick }: EvalOptions, isHeard: boolean): Promise<SetCase[]> {
  if (sets.length === 0) return ownSet(join(out, quick ? "quick-set" : "set"), { quick, isHeard });
  const cases = (await Promise.all(sets.map(readSet))).flat();
  const ids = cases.map(({ truth }) => truth.id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) throw new SetError(`Two cases are called ${twice}. Each needs an id of its own.`);
  return cases;
}

/** A video that cannot be watched is a fault of its set; the model's own faults are outcomes. */
function asFault({ truth, path }: SetCase): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof CuepointError) || error.code === "cancelled") throw error;
    throw new SetError(`The video of case ${truth.id}, ${path}, cannot be watched (${error.code}).`);
  };
}

function sourceOf(models: readonly OpenModel[], { baseUrl }: Task["model"]): OpenModel["source"] {
  const found = models.find((model) => model.baseUrl === baseUrl);
  if (!found) throw new RangeError(`there is no model at ${baseUrl}`);
  return found.source;
}

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new OptionError("Nothing was started. Add --yes to run it without being asked.");
  }
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question("Start? (y/n) ");
  prompt.close();
  return answer.trim().toLowerCase().startsWith("y");
}
