import { existsSync } from "node:fs";
import { writePage } from "./page/write-page.ts";
import { pairRuns } from "./run/compare-runs.ts";
import { evaluate } from "./run/evaluate.ts";
import { OptionError, readOptions } from "./run/options.ts";
import { createProgress } from "./run/progress.ts";
import { comparisonTable } from "./run/show.ts";
import { SetError } from "./set.ts";
import { ServerGone } from "./watch/server-gone.ts";

/** Of what was typed, of a set, of a server: their messages are for the person who started it. */
const FAULTS = [OptionError, SetError, ServerGone];

const say = (line: string) => console.log(line);
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());

try {
  const options = readOptions(process.argv.slice(2));
  if (existsSync(".env")) process.loadEnvFile(".env");
  if (options.compare.length > 0) {
    const pairs = await pairRuns(options.compare);
    say(pairs.map(([before, after]) => comparisonTable(before, after)).join("\n\n"));
  } else if (options.page.length > 0) {
    say(`The page: ${await writePage(options.page)}`);
  } else {
    await evaluate(options, { say, onProgress: createProgress(process.stdout) }, stop.signal);
  }
} catch (error) {
  if (stop.signal.aborted) {
    console.error("\nStopped. What was done is kept: the same command goes on with the rest.");
    process.exitCode = 130;
  } else if (FAULTS.some((fault) => error instanceof fault)) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof ServerGone ? 1 : 2;
  } else {
    throw error;
  }
}
