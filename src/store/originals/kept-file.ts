import { constants } from "node:fs";
import { chmod, copyFile, link, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Undefined where there is nothing. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}

/** A link takes no time and no room; another file system wants a copy. Its owner alone can read it, and its folder. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_FICLONE));
  await chmod(to, 0o600);
}
