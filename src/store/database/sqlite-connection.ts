import { statSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { isDamage } from "./fault.ts";
import { setAside } from "./set-aside.ts";
import { openSqliteFile } from "./sqlite-file.ts";

/** What our SQL needs of node:sqlite's database. */
export interface SqliteConnection {
  prepare(sql: string): {
    all(...values: SQLInputValue[]): ReturnType<StatementSync["all"]>;
    get(...values: SQLInputValue[]): ReturnType<StatementSync["get"]>;
    run(...values: SQLInputValue[]): ReturnType<StatementSync["run"]>;
  };
  exec(sql: string): void;
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  close(): void;
}

interface ConnectionOptions {
  readonly now: () => number;
  /** A damaged file now has this name, and an empty one its place. */
  readonly onSetAside: (path: string) => void;
}

/**
 * Lives on when its file is found to be damaged, at the start or in the middle: the file is set aside, a new one begun, and the
 * call tried again there. A damaged store would otherwise refuse everything until somebody looked.
 */
export function openSqliteConnection(path: string, options: ConnectionOptions): SqliteConnection {
  let opened = openSound(path, options);
  let isBroken = false;
  const renew = () => {
    try {
      opened.file.close();
    } finally {
      opened = replace(path, opened.inode, options);
      isBroken = false;
    }
  };
  const sound = <T>(work: (file: DatabaseSync) => T): T => {
    if (isBroken && !opened.file.isTransaction) renew();
    try {
      return work(opened.file);
    } catch (error) {
      if (!isDamage(error)) throw error;
      isBroken = true;
      // Half a transaction cannot go on in another file: its owner sees it fail.
      if (opened.file.isTransaction) throw error;
      renew();
      return work(opened.file);
    }
  };
  return {
    prepare(sql) {
      const prepared = new WeakMap<DatabaseSync, StatementSync>();
      const statement = (file: DatabaseSync) => {
        const known = prepared.get(file) ?? file.prepare(sql);
        prepared.set(file, known);
        return known;
      };
      return {
        all: (...values) => sound((file) => statement(file).all(...values)),
        get: (...values) => sound((file) => statement(file).get(...values)),
        run: (...values) => sound((file) => statement(file).run(...values)),
      };
    },
    exec: (sql) => sound((file) => file.exec(sql)),
    get isOpen() {
      return opened.file.isOpen;
    },
    get isTransaction() {
      return opened.file.isTransaction;
    },
    close: () => opened.file.close(),
  };
}

interface Opened {
  readonly file: DatabaseSync;
  readonly inode: number | undefined;
}

function openSound(path: string, options: ConnectionOptions): Opened {
  const inode = inodeOf(path);
  try {
    return open(path);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return replace(path, inode, options);
  }
}

/** Another process may have been faster: what has another inode by now is its new file. */
function replace(path: string, inode: number | undefined, { now, onSetAside }: ConnectionOptions): Opened {
  if (inode !== undefined && inodeOf(path) === inode) onSetAside(setAside(path, now()));
  return open(path);
}

function open(path: string): Opened {
  const file = openSqliteFile(path);
  return { file, inode: inodeOf(path) };
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
