import type { ChatAdapter, Dispatch } from "../../src/chat/adapter.ts";
import type { CommandDefinition } from "../../src/chat/command.ts";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { asCuepointError, CuepointError, hasCode } from "../../src/errors.ts";
import { EXIT_CODES, type SignalSource, watchStopSignals } from "./exit.ts";
import { createFileRunner, type RunInvocation } from "./file-runner.ts";
import { openAttachment } from "./incoming/event.ts";
import { type Invocation, parseInvocation } from "./incoming/invocation.ts";
import { type InputStream, runPrompt } from "./incoming/prompt.ts";
import { type CallOf, commandHelp, generalHelp } from "./outgoing/help.ts";
import { type OutputStream, textWidth } from "./outgoing/stream.ts";
import { errorLine } from "./run.ts";

export interface TerminalOptions {
  /** Without the program and the script. */
  readonly argv: readonly string[];
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** BCP 47 tag of the person who sits here. */
  readonly locale: string;
  readonly cwd: string;
  readonly version: string;
  /** For help and hints; "cuepoint COMMAND" without it. */
  readonly callOf?: CallOf;
  readonly signals: SignalSource;
  /** Ends the process at once, when a person asks a second time to stop. */
  readonly exit: (code: number) => void;
  /** Milliseconds of any steady clock. */
  readonly now?: () => number;
}

export interface TerminalAdapter extends ChatAdapter {
  /** What the process should end with, once `start` has come back. */
  exitCode(): number;
}

/** Answers one command line: `start` comes back when the last file is done, and never throws for bad input. */
export function createTerminalAdapter(options: TerminalOptions): TerminalAdapter {
  const { argv, stdin, stdout, signals, exit, now } = options;
  const catalogue = catalogueFor(options.locale);
  const runner = createFileRunner({ ...options, catalogue });
  const stopping = new AbortController();
  let exitCode = 0;

  const runFiles = async (invocation: RunInvocation, dispatch: Dispatch) => {
    const listener = {
      onStop(code: number) {
        exitCode = code;
        stopping.abort(new CuepointError("cancelled"));
      },
      onStopNow(code: number) {
        runner.discardNow();
        exit(code);
      },
    };
    const unwatch = watchStopSignals(signals, listener, now);
    try {
      const code = await runner.run(invocation, dispatch, stopping.signal);
      exitCode ||= code;
      if (exitCode === 0 && takesQuestions(invocation, options)) {
        const answer = (line: string, signal: AbortSignal) => runner.say(line, invocation, dispatch, signal);
        await runPrompt({ stdin, stdout, catalogue, answer }, stopping.signal);
      }
    } finally {
      unwatch();
    }
  };

  return {
    platform: "terminal",
    async start(commands, dispatch) {
      ignoreClosedPipe(stdout);
      const invocation = readInvocation(argv, commands, options);
      if (invocation?.kind === "run") await runFiles(invocation, dispatch);
      else if (invocation) stdout.write(answer(invocation, commands, options));
      else exitCode = EXIT_CODES.usage;
      return { name: "cuepoint" };
    },
    async stop() {
      stopping.abort(new CuepointError("cancelled"));
    },
    thread: (id) => runner.thread(id),
    openAttachment: (ref) => openAttachment(ref),
    exitCode: () => exitCode,
  };
}

/** After one video, where a person sits at both ends; a program that reads the output must not be kept waiting. */
function takesQuestions(
  { command, files, json }: RunInvocation,
  { stdin, stdout }: TerminalOptions,
): boolean {
  return command.needsVideo && files.length === 1 && !json && stdin.isTTY === true && stdout.isTTY === true;
}

/** Null where the command line is wrong; a sentence and a hint have said so by then. */
function readInvocation(
  argv: readonly string[],
  commands: readonly CommandDefinition[],
  { stderr, locale, callOf = usualCall }: TerminalOptions,
): Invocation | null {
  try {
    return parseInvocation(argv, commands);
  } catch (thrown) {
    const error = asCuepointError(thrown);
    const catalogue = catalogueFor(locale);
    const command = (hasCode(error, "usage") && error.details.command) || null;
    stderr.write(`${errorLine(catalogue.error(error.code, error.details), { fileName: "", catalogue })}\n`);
    stderr.write(`${catalogue.terminal.hint(`${callOf(command)} --help`)}\n`);
    return null;
  }
}

function answer(
  invocation: Exclude<Invocation, RunInvocation>,
  commands: readonly CommandDefinition[],
  { locale, version, stdout, callOf = usualCall }: TerminalOptions,
): string {
  if (invocation.kind === "version") return `${version}\n`;
  const width = Math.min(textWidth(stdout), 100);
  const context = { catalogue: catalogueFor(locale), callOf, width };
  return invocation.command ? commandHelp(invocation.command, context) : generalHelp(commands, context);
}

function usualCall(command: string | null): string {
  return command === null ? "cuepoint" : `cuepoint ${command}`;
}

/** "cuepoint ... | head" closes the pipe early: that is the reader's choice, not a failure. */
function ignoreClosedPipe(stdout: OutputStream): void {
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
