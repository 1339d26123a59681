import { closeSync, mkdirSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CuepointError } from "../errors.ts";
import { storeFault } from "./database/fault.ts";

/** Beside the database: a lock on that one would keep the terminal's commands out. */
const FILE = "in-use.sqlite";
const SQLITE_BUSY = 5;

/**
 * Keeps the folder for this one process that works on jobs; throws `folder-in-use` where another one has it. The system
 * itself gives SQLite's lock back when the process ends in whatever way, so a dead process blocks no other.
 */
export function holdFolder(folder: string): Disposable {
  const path = join(resolve(folder), FILE);
  try {
    mkdirSync(resolve(folder), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, "a", 0o600));
    const file = new DatabaseSync(path, { timeout: 0 });
    lock(file);
    return { [Symbol.dispose]: () => file.close() };
  } catch (error) {
    const isBusy = (error as { errcode?: unknown }).errcode === SQLITE_BUSY;
    throw isBusy ? new CuepointError("folder-in-use", { name: folder }) : storeFault(error, folder);
  }
}

function lock(file: DatabaseSync): void {
  try {
    file.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    throw error;
  }
}
