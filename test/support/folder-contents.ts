import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every file and folder below, hidden ones too, sorted. */
export function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

/** Whether any file under the folder holds the words. Files may go meanwhile: what is gone holds nothing. */
export function folderHolds(folder: string, words: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some(({ parentPath, name }) => contentOf(join(parentPath, name)).includes(words));
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
