import { randomUUID } from "node:crypto";
import { basename, resolve } from "node:path";
import type { Dispatch } from "../../src/chat/adapter.ts";
import type { Catalogue } from "../../src/chat/catalogue/catalogue.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { toOneLine } from "../../src/chat/plain-text.ts";
import type { Thread } from "../../src/chat/thread.ts";
import { encodeThreadId, parseThreadId, type ThreadId } from "../../src/chat/thread-id.ts";
import { asCuepointError, type ErrorCode } from "../../src/errors.ts";
import { attachmentOf, openAttachment } from "./attachment.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import type { Invocation } from "./invocation.ts";
import { type OutputFolder, openOutputFolder } from "./output-folder.ts";
import { planOutputs } from "./output-names.ts";
import { shownPath } from "./print-message.ts";
import { createProgressDisplay } from "./progress.ts";
import { createRun, type Run } from "./run.ts";
import { type OutputStream, style } from "./stream.ts";

/** Runs a command on its files, one after the other, and knows what belongs to the one that is running. */
export interface FileRunner {
  /** Goes on after a failure, but not after an abort; gives the exit code of the first failure. */
  run(invocation: RunInvocation, dispatch: Dispatch, signal: AbortSignal): Promise<number>;
  thread(id: ThreadId): Thread;
  /** Leaves nothing behind of the running file, at once. */
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

interface Current {
  readonly run: Run;
  output: OutputFolder | null;
}

/** One person at one machine. */
const TENANT = "local";

export function createFileRunner(options: FileRunnerOptions): FileRunner {
  const { stderr, catalogue, cwd } = options;
  let current: Current | null = null;

  const begin = (id: ThreadId, json: boolean): Current => {
    const fileName = toOneLine(basename(parseThreadId(id).thread));
    const progress = createProgressDisplay(stderr, catalogue, stderr.isTTY === true);
    const output = () => begun.output;
    const begun: Current = {
      run: createRun({ ...options, id, fileName, json, progress, output }),
      output: null,
    };
    return begun;
  };

  /** `folder` is null for a command that takes no video. */
  const runOne = async (
    event: CommandEvent,
    folder: string | null,
    json: boolean,
    dispatch: (event: CommandEvent) => Promise<void>,
  ): Promise<ErrorCode | null> => {
    current = begin(event.thread, json);
    const { run } = current;
    try {
      for (const attachment of event.attachments) await openAttachment(attachment);
      if (folder !== null) current.output = await openOutputFolder(folder, shownPath(folder, cwd));
      await dispatch(event);
    } catch (thrown) {
      const { code, details } = asCuepointError(thrown);
      await run.thread.post({ kind: "error", code, text: catalogue.error(code, details) });
    } finally {
      run.end();
      await current.output?.discard();
      current = null;
    }
    return run.failure();
  };

  return {
    async run(invocation, dispatch, signal) {
      const events = eventsOf(invocation, options);
      let exitCode = 0;
      for (const [index, { event, folder, label }] of events.entries()) {
        if (signal.aborted) break;
        if (events.length > 1) {
          stderr.write(`${style("bold", `[${index + 1}/${events.length}] ${label}`, stderr)}\n`);
        }
        const failure = await runOne(event, folder, invocation.json, (event) => dispatch(event, signal));
        if (failure !== null) exitCode ||= EXIT_CODES[failure];
      }
      return exitCode;
    },
    thread(id) {
      return current?.run.thread.id === id ? current.run.thread : begin(id, false).run.thread;
    },
    discardNow() {
      current?.run.end();
      current?.output?.discardNow();
    },
  };
}

interface PlannedEvent {
  readonly event: CommandEvent;
  readonly folder: string | null;
  readonly label: string;
}

function eventsOf(
  { command, files, options, out }: RunInvocation,
  { cwd, locale }: FileRunnerOptions,
): readonly PlannedEvent[] {
  const event = (path: string): CommandEvent => ({
    type: "command",
    id: randomUUID(),
    command: command.name,
    thread: encodeThreadId({ platform: "terminal", tenant: TENANT, channel: cwd, thread: path }),
    author: TENANT,
    locale,
    attachments: path === "" ? [] : [attachmentOf(path)],
    links: [],
    options,
  });
  if (!command.needsVideo) return [{ event: event(""), folder: null, label: "" }];
  const folders = planOutputs({ files, out, cwd });
  return files.map((file, index) => ({
    event: event(resolve(cwd, file)),
    folder: folders[index] ?? null,
    label: toOneLine(file),
  }));
}
