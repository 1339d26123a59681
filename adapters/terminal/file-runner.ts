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
  /** Where a lecture's slides go; null where they are not asked for. */
  readonly slides: string | null;
  readonly label: string;
  readonly json: boolean;
  /** A summary is sure to have results: a folder that cannot be written to is reported before minutes of work. */
  readonly isFolderSure: boolean;
}

interface Current {
  readonly run: Run;
  /** Those that have been opened. */
  readonly folders: OutputFolder[];
}

type Place = Pick<Task, "folder" | "slides" | "json">;
const NOWHERE: Place = { folder: null, slides: null, json: false };

export function createFileRunner(options: FileRunnerOptions): FileRunner {
  const { stderr, catalogue, cwd } = options;
  let current: Current | null = null;

  const begin = (id: ThreadId, { folder, slides: slidesFolder, json }: Place) => {
    const fileName = toOneLine(basename(parseThreadId(id).thread));
    const progress = createProgressDisplay(stderr, catalogue, stderr.isTTY === true);
    const folders: OutputFolder[] = [];
    const output = () => openOnce(folders, folder, cwd);
    const slides = () => openOnce(folders, slidesFolder, cwd);
    const run = createRun({ ...options, id, fileName, json, progress, output, slides });
    const begun: Current = { run, folders };
    return { begun, output, slides };
  };

  const perform = async (task: Task, dispatch: Dispatch, signal: AbortSignal): Promise<ErrorCode | null> => {
    const { begun, output, slides } = begin(task.event.thread, task);
    const { run } = begun;
    current = begun;
    try {
      if (task.isFolderSure) {
        for (const attachment of task.event.attachments) await openAttachment(attachment);
        await output();
        await slides();
      }
      await dispatch(task.event, signal);
    } catch (thrown) {
      const { code, details } = asCuepointError(thrown, signal);
      await run.thread.post({ kind: "error", code, text: catalogue.error(code, details) });
    } finally {
      run.end();
      for (const folder of begun.folders) await folder.discard();
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
      await perform({ ...NOWHERE, event, folder, label: "", isFolderSure: false }, dispatch, signal);
    },
    thread(id) {
      const isCurrent = current?.run.thread.id === id;
      return (current && isCurrent ? current : begin(id, NOWHERE).begun).run.thread;
    },
    discardNow() {
      current?.run.end();
      for (const folder of current?.folders ?? []) folder.discardNow();
    },
  };
}

/** Null where none is named. */
async function openOnce(
  opened: OutputFolder[],
  path: string | null,
  cwd: string,
): Promise<OutputFolder | null> {
  const known = opened.find((one) => one.path === path);
  if (path === null || known) return known ?? null;
  const folder = await openOutputFolder(path, shownPath(path, cwd));
  opened.push(folder);
  return folder;
}

function tasksOf(
  { command, files, options, out, slides, json }: RunInvocation,
  { cwd, locale }: FileRunnerOptions,
): readonly Task[] {
  const isFolderSure = command.needsVideo;
  const task = (path: string | null, place: Pick<Task, "folder" | "slides">, label: string): Task => {
    const event = commandEvent({ path, locale, command: command.name, options });
    const folder = hasResults(command) ? place.folder : null;
    return { ...place, event, folder, label, json, isFolderSure };
  };
  if (fileUseOf(command) === "none") {
    return [task(null, { folder: out === null ? null : resolve(cwd, out), slides: null }, "")];
  }
  const folders = planOutputs({ files, out, cwd });
  const forSlides = slides === null ? [] : planOutputs({ files, out: slides, cwd });
  return files.map((file, index) => {
    const place = { folder: folders[index] ?? null, slides: forSlides[index] ?? null };
    return task(resolve(cwd, file), place, toOneLine(file));
  });
}
