import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { folderPrefix, isAlive, ownerOf, thisProcess } from "./workspace-owner.ts";

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
