import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { CuepointError, type PlainErrorCode } from "../errors.ts";

/** The errors of a program that is missing, takes too long, or writes too much. */
export interface ProcessFaults {
  readonly missing: PlainErrorCode;
  readonly timeout: PlainErrorCode;
  readonly overflow: PlainErrorCode;
}

export interface ProcessOptions {
  readonly signal: AbortSignal;
  /** Wall-clock limit, milliseconds; at its end the whole process group is killed. */
  readonly timeLimit: number;
  readonly faults: ProcessFaults;
  /** The child sees these variables and no others, so that no token of ours reaches it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads from its standard input; nothing at all without it. */
  readonly input?: Buffer | undefined;
  /** It writes to a file descriptor 4 as well. Who asks for this reads it to its end, or the program stands still. */
  readonly more?: boolean | undefined;
}

interface ProcessExit {
  readonly code: number | null;
  /** The last part of what it wrote to stderr, for the log. */
  readonly messages: string;
}

export interface RunningProcess {
  readonly stdout: Readable;
  /** The program's file descriptor 3. */
  readonly side: Readable;
  /** Its file descriptor 4, where that was asked for. */
  readonly more?: Readable;
  /** Settles when the program and its pipes have ended. Rejects with `cancelled` or one of the faults. */
  readonly exit: Promise<ProcessExit>;
  /** Ends the whole process group now; harmless when it has ended already. */
  kill(): void;
}

const STDERR_KEPT = 64 * 1024;

/**
 * Milliseconds from a program's end to that of its pipes, unless a reader is still behind. Only a process that has
 * left the group, and so outlives the kill, can hold them open.
 */
const PIPES_GRACE = 2_000;

/** Node resolves a child's pipes to nullable streams; with our stdio list they always exist. */
function readable(child: ChildProcess, fd: 1 | 2 | 3 | 4): Readable {
  const stream = child.stdio[fd];
  if (stream === null || stream === undefined || !("read" in stream))
    throw new TypeError(`fd ${fd} is not a pipe`);
  return stream;
}

/** Keeps the end of a stream, and so bounds what a chatty program can make us hold. */
function keepTail(stream: Readable, limit: number): () => string {
  let tail = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    tail = (tail + chunk).slice(-limit);
  });
  stream.on("error", () => undefined);
  return () => tail;
}

/** A program that ends before it has read everything breaks the pipe, and says why by its exit. */
function feed(child: ChildProcess, input: Buffer): void {
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
}

/**
 * Starts a program in a process group of its own, without a shell. A signal to the group
 * reaches its children too: killing only the child would leave theirs running. SIGKILL at once, since
 * no program that we start has anything of ours to tidy up. Throws `cancelled` where the signal came first.
 */
export function startProcess(file: string, args: readonly string[], options: ProcessOptions): RunningProcess {
  if (options.signal.aborted) throw new CuepointError("cancelled", {}, options.signal.reason);
  const child = spawn(file, args, {
    detached: true,
    env: options.environment,
    stdio: [
      options.input ? "pipe" : "ignore",
      "pipe",
      "pipe",
      "pipe",
      ...(options.more ? ["pipe" as const] : []),
    ],
    windowsHide: true,
  });
  if (options.input) feed(child, options.input);
  const kill = () => killGroup(child);
  const messages = keepTail(readable(child, 2), STDERR_KEPT);
  const exit = waitForExit(child, kill, messages, options);
  exit.catch(() => undefined);
  const more = options.more ? { more: readable(child, 4) } : {};
  return { stdout: readable(child, 1), side: readable(child, 3), ...more, exit, kill };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // ESRCH: the group has ended already.
  }
}

function waitForExit(
  child: ChildProcess,
  kill: () => void,
  messages: () => string,
  { signal, timeLimit, faults }: ProcessOptions,
): Promise<ProcessExit> {
  return new Promise((resolve, reject) => {
    let fault: CuepointError | undefined;
    const stop = (error: CuepointError) => {
      fault ??= error;
      kill();
    };
    const onAbort = () => stop(new CuepointError("cancelled", {}, signal.reason));
    const timer = setTimeout(() => stop(new CuepointError(faults.timeout)), timeLimit);
    signal.addEventListener("abort", onAbort, { once: true });
    let grace: NodeJS.Timeout | undefined;
    const settle = () => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal.removeEventListener("abort", onAbort);
    };
    child.once("error", (error) => {
      settle();
      reject(new CuepointError(faults.missing, {}, error));
    });
    child.once("exit", () => {
      // A program that ended may have left children in its group, and they hold its pipes.
      kill();
      const closePipes = () => {
        // A slow reader gets everything that the program has written.
        if (fault || !isUnread(child)) return destroyPipes(child);
        grace = setTimeout(closePipes, PIPES_GRACE);
      };
      grace = setTimeout(closePipes, PIPES_GRACE);
    });
    child.once("close", (code) => {
      settle();
      if (fault) reject(fault);
      else resolve({ code, messages: messages() });
    });
  });
}

function isUnread(child: ChildProcess): boolean {
  return [readable(child, 1), readable(child, 3)].some(({ readableLength }) => readableLength > 0);
}

function destroyPipes(child: ChildProcess): void {
  for (const pipe of child.stdio) pipe?.destroy();
}

/** Collects a stream as text; ends the program when it says more than `limit` bytes. */
export async function readAll(
  running: RunningProcess,
  limit: number,
  overflow: PlainErrorCode,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  running.side.resume();
  for await (const chunk of running.stdout as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      running.kill();
      throw new CuepointError(overflow, {}, new Error(`more than ${limit} bytes of output`));
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The lines of a stream. Throws `overflow` on a line longer than `longest` characters, which would have to be kept. */
export async function* linesOf(
  stream: Readable,
  longest: number,
  overflow: PlainErrorCode,
): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of stream.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > longest) throw new CuepointError(overflow, {}, new Error("a line without end"));
  }
  if (rest !== "") yield rest;
}
