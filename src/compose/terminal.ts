import { readFileSync } from "node:fs";
import { createTerminalAdapter } from "../../adapters/terminal/adapter.ts";
import { createCommands } from "../../commands/index.ts";
import { createDirectExecute } from "../chat/routing/execute.ts";
import { createRouter } from "../chat/routing/router.ts";
import type { Config } from "../config.ts";
import { createSingleFlight } from "../jobs/run/single-flight.ts";
import type { Logger } from "../logger.ts";
import { summarize } from "../summary/pipeline.ts";
import { createModelSource } from "../vision/discovery/model-source.ts";
import { createProvenSource } from "../vision/proof/proven-source.ts";
import { commandDeps } from "./command-deps.ts";
import type { TerminalStore } from "./terminal-store.ts";
import { threadEvents } from "./thread-events.ts";

/** How long a person at a terminal waits for a server that loads its model. */
const LOADING_MS = 120_000;

/** Answers one command line; nothing becomes a job, since the person waits for it. */
export async function runTerminal(
  config: Config,
  argv: string[],
  store: TerminalStore,
  logger: Logger,
): Promise<number> {
  const terminal = createTerminalAdapter({
    argv,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    locale: config.locale,
    cwd: config.startFolder,
    version: packageVersion(),
    callOf: (command) => (command === null ? "npm start --" : `npm run ${command} --`),
    signals: process,
    exit: process.exit,
  });
  const model = createProvenSource(createModelSource(config.model, logger, LOADING_MS), logger, LOADING_MS);
  const deps = commandDeps(config, { store, logger, adapter: () => terminal });
  const commands = createCommands({ ...deps, model, summarize: createSingleFlight(summarize) });
  const execute = createDirectExecute(terminal.thread, logger);
  const dispatch = createRouter({ commands, execute, ...threadEvents(store), logger });
  await terminal.start(commands, dispatch);
  return terminal.exitCode();
}

function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
