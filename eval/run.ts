import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { silent } from "../bench/measure/silent.ts";
import { loadConfig } from "../src/config.ts";
import { createModelSource, type ModelSource } from "../src/vision/discovery/model-source.ts";
import { createDouble, type DoubleName } from "./doubles/doubles.ts";
import { type EvalOptions, OptionError, readOptions } from "./run/options.ts";
import { type EvalModel, estimate, planTasks, type Task } from "./run/plan.ts";
import { openPrograms } from "./run/programs.ts";
import { type RunFile, resultsOf, runFile } from "./run/result.ts";
import { runTasks } from "./run/run-tasks.ts";
import { comparisonTable, figureTable } from "./run/show.ts";
import { readSet, type SetCase } from "./set.ts";
import { ownSet } from "./sets/own-set.ts";
import { watchCase } from "./watch/watch-case.ts";

/** How long a server may take to load its model, milliseconds. */
const LOADING_MS = 600_000;
const DOUBLE = "double:";

const say = (line: string) => console.log(line);

try {
  const options = readOptions(process.argv.slice(2));
  if (existsSync(".env")) process.loadEnvFile(".env");
  await (options.compare.length > 0 ? compareRuns(options.compare) : evaluate(options));
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function evaluate(options: EvalOptions): Promise<void> {
  const config = loadConfig();
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  await mkdir(options.out, { recursive: true });
  const cases = await casesOf(options);
  const models = modelsOf(options, config.model.baseUrl);
  const tasks = planTasks(cases, { ...options, models });
  const parallel = config.model.parallel ?? 1;
  const cost = estimate(tasks, parallel);
  say(
    `${cases.length} videos, ${tasks.length} runs: about ${cost.requests} requests, ${Math.round(cost.tokens / 1000)} thousand tokens, ${Math.ceil(cost.minutes)} minutes. This is a guess: it depends on the server.`,
  );
  if (!options.yes && options.doubles.length === 0 && !(await isWanted())) return;
  const programs = openPrograms(config, silent);
  const sources = new Map(models.map((model) => [model.baseUrl, sourceFor(model, config)]));
  const outcomes = await runTasks(
    tasks,
    {
      ...{ path: join(options.out, options.quick ? "quick-outcomes.jsonl" : "outcomes.jsonl"), parallel },
      watch: (task, signal) =>
        watchCase({ ...programs, model: modelFor(task, sources) }, withTask(task), signal),
      onProgress: ({ done, of, secondsLeft }) =>
        say(
          `${done} of ${of}${secondsLeft === null ? "" : `, about ${Math.ceil(secondsLeft / 60)} minutes left`}`,
        ),
    },
    stop.signal,
  );
  const truths = cases.map(({ truth }) => truth);
  const isDoubles = models.every(({ baseUrl }) => baseUrl.startsWith(DOUBLE));
  const run: RunFile = { version: 1, at: new Date().toISOString(), isDoubles, cases: truths, outcomes };
  await writeFile(join(options.out, options.quick ? "quick.json" : "run.json"), `${JSON.stringify(run)}\n`);
  const results = resultsOf(run);
  say(`\n${figureTable(results)}`);
  const [first, second] = results;
  if (first && second) say(`\n${comparisonTable(first, second)}`);
  if (isDoubles) say("\nOnly doubles were asked: this says nothing about any model.");
}

function casesOf({ sets, out, quick }: EvalOptions): Promise<SetCase[]> {
  if (sets.length === 0) return ownSet(join(out, quick ? "quick-set" : "set"), { quick });
  return Promise.all(sets.map(readSet)).then((all) => all.flat());
}

function modelsOf({ models, doubles }: EvalOptions, configured: string | undefined): EvalModel[] {
  const named = models.map((baseUrl) => ({ baseUrl }));
  const doubled = doubles.map((name) => ({ baseUrl: `${DOUBLE}${name}` }));
  if (named.length + doubled.length > 0) return [...named, ...doubled];
  if (configured === undefined) {
    throw new OptionError(
      "No model server is configured. Set MODEL_BASE_URL, name one with --models, or try --doubles perfect.",
    );
  }
  return [{ baseUrl: configured }];
}

/** Null for a double, which needs the truth of each task. */
function sourceFor({ baseUrl }: EvalModel, config: ReturnType<typeof loadConfig>): ModelSource | null {
  return baseUrl.startsWith(DOUBLE)
    ? null
    : createModelSource({ ...config.model, baseUrl }, silent, LOADING_MS);
}

function modelFor({ model, item }: Task, sources: ReadonlyMap<string, ModelSource | null>): ModelSource {
  const source = sources.get(model.baseUrl);
  if (source) return source;
  const double = createDouble(model.baseUrl.slice(DOUBLE.length) as DoubleName, item.truth);
  return async () => double;
}

function withTask({ item, variant }: Task) {
  return { ...item, variant };
}

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new OptionError("Nothing was started. Add --yes to run it without being asked.");
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question("Start? (y/n) ");
  prompt.close();
  return answer.trim().toLowerCase().startsWith("y");
}

async function compareRuns(paths: readonly string[]): Promise<void> {
  const runs = await Promise.all(
    paths.map(async (path) => runFile.parse(JSON.parse(await readFile(path, "utf8")))),
  );
  const results = runs.flatMap(resultsOf);
  const [first, second] = results;
  if (!first || !second) throw new OptionError("Two runs are compared: --compare A.json B.json");
  say(comparisonTable(first, second));
}
