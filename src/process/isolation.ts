import { findProgram } from "./find-program.ts";
import { startProcess } from "./start.ts";

/** A program and its arguments. */
interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** Which of the system's tools for confining a program work here; null where one is missing or forbidden. */
export interface Isolation {
  /** Absolute path of `nice`. */
  readonly nice: string | null;
  /** Absolute path of `prlimit`. */
  readonly prlimit: string | null;
  /** Absolute path of `unshare`, and what it may take away; a container's own rules often forbid it. */
  readonly unshare: { readonly path: string; readonly network: boolean } | null;
}

export interface ResourceLimits {
  /** Of all its threads together. Beside the wall clock, which a stopped machine does not keep. */
  readonly cpuSeconds: number;
  /** Largest file that it may write; pipes are not files. */
  readonly fileBytes: number;
  /** False where the program has no business on the network. */
  readonly network: boolean;
}

export const NO_ISOLATION: Isolation = { nice: null, prlimit: null, unshare: null };

/** Lower in priority than what people wait for, higher than idle work. */
const NICENESS = 10;
/** ffmpeg opens a few files at a time; a program that needs hundreds is up to something. */
const OPEN_FILES = 256;

/**
 * The same command with limits around it, as far as the system has the tools. Memory is not among them: under
 * RLIMIT_AS ffmpeg hangs where it cannot start a thread, so a container's limit has to bound it.
 */
export function isolate(command: Command, limits: ResourceLimits, isolation: Isolation): Command {
  const { nice, prlimit, unshare } = isolation;
  const words = [
    ...(nice ? [nice, "-n", String(NICENESS)] : []),
    ...(prlimit ? [prlimit, ...limitArguments(limits), "--"] : []),
    ...(unshare ? [unshare.path, ...namespaces(unshare.network && !limits.network), "--"] : []),
    command.file,
  ];
  const [file = command.file, ...before] = words;
  return { file, args: [...before, ...command.args] };
}

function limitArguments({ cpuSeconds, fileBytes }: ResourceLimits): string[] {
  return [`--cpu=${cpuSeconds}`, `--fsize=${fileBytes}`, `--nofile=${OPEN_FILES}`, "--core=0"];
}

/**
 * A user namespace, without which only root may make the others; a process namespace, whose every process
 * dies with its first one, also those that left the group; and where `offline` a network namespace with nothing in it.
 */
function namespaces(offline: boolean): string[] {
  return ["--map-root-user", "--pid", "--fork", "--kill-child", ...(offline ? ["--net"] : [])];
}

interface ProbeOptions {
  /** The PATH variable. */
  readonly searchPath: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

const TIME_LIMIT = 5_000;
const HARMLESS = { cpuSeconds: 60, fileBytes: 0, network: true };

/**
 * Tries each tool on a program that does nothing: what a kernel, a container or an administrator forbids shows
 * only then. Throws `cancelled`.
 */
export async function probeIsolation(options: ProbeOptions): Promise<Isolation> {
  const { searchPath } = options;
  const nothing = findProgram("true", searchPath);
  if (nothing === null) return NO_ISOLATION;
  const works = (command: Command) => succeeds(command, options);
  const tried = async (name: "nice" | "prlimit") => {
    const path = findProgram(name, searchPath);
    const command = { file: nothing, args: [] };
    const usable = path && (await works(isolate(command, HARMLESS, { ...NO_ISOLATION, [name]: path })));
    return usable ? path : null;
  };
  const unshare = async (): Promise<Isolation["unshare"]> => {
    const path = findProgram("unshare", searchPath);
    if (path === null) return null;
    const enter = (offline: boolean) => works({ file: path, args: [...namespaces(offline), "--", nothing] });
    if (await enter(true)) return { path, network: true };
    return (await enter(false)) ? { path, network: false } : null;
  };
  return { nice: await tried("nice"), prlimit: await tried("prlimit"), unshare: await unshare() };
}

async function succeeds({ file, args }: Command, { environment, signal }: ProbeOptions): Promise<boolean> {
  const faults = { missing: "unexpected", timeout: "unexpected", overflow: "unexpected" } as const;
  const running = startProcess(file, args, { signal, timeLimit: TIME_LIMIT, environment, faults });
  running.stdout.resume();
  running.side.resume();
  try {
    return (await running.exit).code === 0;
  } catch (error) {
    if (signal.aborted) throw error;
    return false;
  }
}
