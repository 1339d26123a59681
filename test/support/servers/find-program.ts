import { accessSync, constants, readdirSync } from "node:fs";
import { join } from "node:path";

/** The program's path from the PATH, or from the folders where Debian puts each version of PostgreSQL; or null. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? "").split(":"), ...postgresFolders()];
  for (const folder of folders) {
    const path = join(folder, name);
    if (isExecutable(path)) return path;
  }
  return null;
}

function postgresFolders(): string[] {
  const root = "/usr/lib/postgresql";
  try {
    return readdirSync(root)
      .toSorted()
      .map((version) => join(root, version, "bin"));
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
