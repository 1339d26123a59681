import { basename, resolve } from "node:path";
import type { Dispatch } from "../../src/chat/adapter.ts";
import type { ChatEvent } from "../../src/chat/event.ts";
import type { Catalogue } from "../../src/chat/locales/locales.ts";
import { toOneLine } from "../../src/chat/text/plain-text.ts";
import type { Thread } from "../../src/chat/thread.ts";
import { parseThreadId, type ThreadId } from "../../src/chat/thread-id.ts";
import { asCuepointError, type ErrorCode } from "../../src/errors.ts";
import { EXIT_CODES } from "./exit.ts";
import { commandEvent, messageEvent, openAttachment } from "./incoming/event.ts";
import { fileUseOf, hasResults, type Invocation } from "./incoming/invocation.ts";
import { type OutputFolder, openOutputFolder, planOutputs } from "./outgoing/output-folder.ts";
import { shownPath } from "./outgoing/print-message.ts";
import { createProgressDisplay } from "./outgoing/progress.ts";
import { type OutputStream, style } from "./outgoing/stream.ts";
import { createRun, type Run } from "./run.ts";

/** Runs a command on its files, one after the other, and knows what belongs to the one that is running. */
export interface FileRunner {
  /** Goes on after a failure, but not after an abort; gives the exit code of the first failure. */
  run(invocation: RunInvocation, dispatch: Dispatch, signal: AbortSignal): Promise<number>;
  /** Says something in the thread of the invocation's only file. */
  say(text: string, invocation: RunInvocation, dispatch: Dispatch, signal: AbortSignal): Promise<void>;
  thread(id: ThreadId): Thread;
  /** Removes at once what the running file has produced. */
  discardNow(): void;
}

export type RunInvocation = Extract<Invocation, { kind: "run" }>;

interface FileRunnerOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly cwd: string;
}

type PersonsEvent = Extract<ChatEvent, { type: "command" | "message" }>;

/** One event, and where its results go; null for a command that has none. */
interface Task {
  readonly event: PersonsEvent;
  readonly folder: string | null;
  readonly label: string;
  readonly json: boolean;
  /** A summary is sure to have results: a folder that cannot be written to is reported before minutes of work. */
  readonly isFolderSure: boolean;
}

interface Current {
  readonly run: Run;
  output: OutputFolder | null;
}

export function createFileRunner(options: FileRunnerOptions): FileRunner {
  const { stderr, catalogue, cwd } = options;
  let current: Current | null = null;

  const begin = (id: ThreadId, { folder, json }: Pick<Task, "folder" | "json">) => {
    const fileName = toOneLine(basename(parseThreadId(id).thread));
    const progress = createProgressDisplay(stderr, catalogue, stderr.isTTY === true);
    const output = async () => {
      if (folder !== null) begun.output ??= await openOutputFolder(folder, shownPath(folder, cwd));
      return begun.output;
    };
    const begun: Current = {
      run: createRun({ ...options, id, fileName, json, progress, output }),
      output: null,
    };
    return { begun, output };
  };

  const perform = async (task: Task, dispatch: Dispatch, signal: AbortSignal): Promise<ErrorCode | null> => {
    const { begun, output } = begin(task.event.thread, task);
    const { run } = begun;
    current = begun;
    try {
      if (task.isFolderSure) {
        for (const attachment of task.event.attachments) await openAttachment(attachment);
        await output();
      }
      await dispatch(task.event, signal);
    } catch (thrown) {
      const { code, details } = asCuepointError(thrown, signal);
      await run.thread.post({ kind: "error", code, text: catalogue.error(code, details) });
    } finally {
      run.end();
      await begun.output?.discard();
      current = null;
    }
    return run.failure();
  };

  return {
    async run(invocation, dispatch, signal) {
      const tasks = tasksOf(invocation, options);
      let exitCode = 0;
      for (const [index, task] of tasks.entries()) {
        if (signal.aborted) break;
        if (tasks.length > 1) {
          stderr.write(`${style("bold", `[${index + 1}/${tasks.length}] ${task.label}`, stderr)}\n`);
        }
        const failure = await perform(task, dispatch, signal);
        if (failure !== null) exitCode ||= EXIT_CODES[failure];
      }
      return exitCode;
    },
    async say(text, { files: [file = ""], out }, dispatch, signal) {
      const event = messageEvent({ path: resolve(cwd, file), locale: options.locale, text });
      const folder = planOutputs({ files: [file], out, cwd })[0] ?? null;
      await perform({ event, folder, label: "", json: false, isFolderSure: false }, dispatch, signal);
    },
    thread(id) {
      const isCurrent = current?.run.thread.id === id;
      return (current && isCurrent ? current : begin(id, { folder: null, json: false }).begun).run.thread;
    },
    discardNow() {
      current?.run.end();
      current?.output?.discardNow();
    },
  };
}

function tasksOf(
  { command, files, options, out, json }: RunInvocation,
  { cwd, locale }: FileRunnerOptions,
): readonly Task[] {
  const isFolderSure = command.needsVideo;
  const task = (path: string | null, folder: string | null, label: string): Task => {
    const event = commandEvent({ path, locale, command: command.name, options });
    return { event, folder: hasResults(command) ? folder : null, label, json, isFolderSure };
  };
  if (fileUseOf(command) === "none") return [task(null, out === null ? null : resolve(cwd, out), "")];
  const folders = planOutputs({ files, out, cwd });
  return files.map((file, index) => task(resolve(cwd, file), folders[index] ?? null, toOneLine(file)));
}
