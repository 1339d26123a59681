import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

/** A private folder for one job (mode 0700, as mkdtemp makes it); gone with everything in it when disposed. */
export interface Workspace extends AsyncDisposable {
  readonly folder: string;
}

export async function createWorkspace(base: string): Promise<Workspace> {
  const folder = await mkdtemp(join(base, "cuepoint-"));
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
