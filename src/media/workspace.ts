import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** A private folder for one job (mode 0700, as mkdtemp makes it); gone with everything in it when disposed. */
export interface Workspace extends AsyncDisposable {
  readonly folder: string;
}

/** No job takes longer; a folder of another machine, whose processes cannot be asked about, is dead after this. */
const OLDEST_MS = 48 * 3_600_000;

/** The folder's name says which process it belongs to. */
export async function createWorkspace(base: string): Promise<Workspace> {
  const folder = await mkdtemp(join(base, folderPrefix(thisProcess())));
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Removes what dead processes have left behind, and returns how many folders that were. */
export async function sweepWorkspaces(base: string, now: number): Promise<number> {
  let swept = 0;
  for (const name of await readdir(base)) {
    const path = join(base, name);
    if (!(await isAbandoned(name, path, now))) continue;
    await rm(path, { recursive: true, force: true });
    swept += 1;
  }
  return swept;
}

async function isAbandoned(name: string, path: string, now: number): Promise<boolean> {
  const owner = ownerOf(name);
  if (!owner) return false;
  if (owner.host === thisProcess().host) return !isAlive(owner);
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
  return now - mtimeMs > OLDEST_MS;
}

/** Which process a folder belongs to, so that another one can tell whether that lives. */
interface Owner {
  /** Of the machine, or of the container: process ids mean nothing outside it. */
  readonly host: string;
  /** Of the machine's start: after another one all processes are others. */
  readonly boot: string;
  readonly pid: number;
  /** When the process started, in the system's own ticks: ids are given again. "0" where it is not known. */
  readonly started: string;
}

const PREFIX = "cuepoint";
const NAME = /^cuepoint-([0-9a-f]{8})-([0-9a-f]{8})-(\d+)-(\d+)-/;
/** Position of the start time in /proc/PID/stat after the program's name, which may hold spaces (see proc(5)). */
const START_FIELD = 19;

function thisProcess(): Owner {
  const boot = read("/proc/sys/kernel/random/boot_id") ?? "";
  return {
    host: short(hostname()),
    boot: short(boot),
    pid: process.pid,
    started: startOf(process.pid) ?? "0",
  };
}

function folderPrefix({ host, boot, pid, started }: Owner): string {
  return `${PREFIX}-${host}-${boot}-${pid}-${started}-`;
}

/** Null for a folder that is none of ours. */
function ownerOf(folder: string): Owner | null {
  const [, host, boot, pid, started] = NAME.exec(folder) ?? [];
  if (!host || !boot || !pid || !started) return null;
  return { host, boot, pid: Number(pid), started };
}

/** Only of this machine's. */
function isAlive({ boot, pid, started }: Owner): boolean {
  if (boot !== thisProcess().boot) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    if ((error as { code?: unknown }).code === "ESRCH") return false;
  }
  const now = startOf(pid);
  return now === null || started === "0" || now === started;
}

function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[START_FIELD] ?? null;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function short(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
