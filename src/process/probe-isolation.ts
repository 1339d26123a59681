import { findProgram } from "./find-program.ts";
import { type Command, type Isolation, isolate, NO_ISOLATION, namespaces } from "./isolation.ts";
import { startProcess } from "./start.ts";

export interface ProbeOptions {
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
