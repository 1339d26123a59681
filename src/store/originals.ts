import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, link, mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Tenant } from "../chat/thread-id.ts";
import { CuepointError } from "../errors.ts";
import { type CollectionDeps, createCollection, type Entry } from "./collection.ts";

interface Kept {
  /** Random: a listing of the folder tells neither whose file it is nor what it shows. */
  readonly file: string;
  readonly bytes: number;
}

const kept = z.object({ file: z.uuid(), bytes: z.number() }) satisfies z.ZodType<Kept>;

/** A record younger than this may be waiting for its file, milliseconds. */
const SETTLING_MS = 60_000;

interface Original {
  readonly path: string;
  readonly bytes: number;
}

interface OriginalsOptions {
  readonly folder: string;
  /** How long a file is kept after its last use, milliseconds. */
  readonly ttlMs: number;
  /** Most bytes of all files together. */
  readonly maxBytes: number;
}

/**
 * Whole video files, kept on this machine for a while so that a question can look again. All methods may throw
 * `store-unavailable` and `no-space`.
 */
export interface Originals {
  get(tenant: Tenant, sha256: string): Promise<Original | undefined>;
  /**
   * Keeps the file at `path`, which has to be one of ours: it stays where it is, and both names share the bytes.
   * The ones used least lately go where there is no room; undefined where there is none even so.
   */
  put(tenant: Tenant, sha256: string, path: string): Promise<Original | undefined>;
  /** Begins its time anew. */
  touch(tenant: Tenant, sha256: string): Promise<void>;
  /** Returns whether it was there. */
  delete(tenant: Tenant, sha256: string): Promise<boolean>;
  sweep(): Promise<void>;
}

export function createOriginals(
  deps: CollectionDeps,
  { folder, ttlMs, maxBytes }: OriginalsOptions,
): Originals {
  const cache = createFileCache(deps, folder, ttlMs);
  const original = (kept: Kept): Original => ({ path: cache.pathOf(kept), bytes: kept.bytes });
  return {
    async get(tenant, sha256) {
      const kept = await cache.find(tenant, sha256);
      return kept && original(kept);
    },
    async put(tenant, sha256, path) {
      const known = await cache.find(tenant, sha256);
      if (known) {
        await cache.records.put(tenant, sha256, known);
        return original(known);
      }
      const bytes = await sizeOf(path);
      if (bytes === undefined || bytes > maxBytes) return undefined;
      try {
        await cache.makeRoom(bytes, maxBytes);
        return original(await cache.add(tenant, sha256, path, bytes));
      } catch (error) {
        if (error instanceof CuepointError) throw error;
        // A second look can do without; the record that lost its file is swept.
        deps.logger.warn({ err: error }, "an original could not be kept");
        return undefined;
      }
    },
    async touch(tenant, sha256) {
      await cache.records.update(tenant, sha256, (current) => current);
    },
    async delete(tenant, sha256) {
      const entry = await cache.records.get(tenant, sha256);
      if (entry) await cache.drop(entry);
      return entry !== undefined;
    },
    async sweep() {
      await cache.tidy();
      await cache.makeRoom(0, maxBytes);
    },
  };
}

/** The file cache: files in a folder, and in step with them the records that say whose they are. */
function createFileCache(deps: CollectionDeps, folder: string, ttlMs: number) {
  const records = createCollection<Kept>({ kind: "originals", version: 1, schema: kept, ttlMs }, deps);
  const pathOf = ({ file }: Kept) => join(folder, file);
  const isWhole = async ({ value }: Entry<Kept>) => (await sizeOf(pathOf(value))) === value.bytes;
  const drop = async ({ tenant, id, value }: Entry<Kept>) => {
    await rm(pathOf(value), { force: true });
    await records.delete(tenant, id);
  };
  return {
    records,
    pathOf,
    drop,
    async find(tenant: Tenant, sha256: string): Promise<Kept | undefined> {
      const entry = await records.get(tenant, sha256);
      return entry && (await isWhole(entry)) ? entry.value : undefined;
    },
    async add(tenant: Tenant, sha256: string, from: string, bytes: number): Promise<Kept> {
      const value = { file: randomUUID(), bytes };
      // The record first: a sweep removes files that have none.
      await records.put(tenant, sha256, value);
      await linkOrCopy(from, pathOf(value));
      return value;
    },
    /** Drops the files that were used least lately until the rest and `bytes` more fit into `maxBytes`. */
    async makeRoom(bytes: number, maxBytes: number): Promise<void> {
      const oldestFirst = (await records.list()).toSorted((a, b) => a.savedAt - b.savedAt);
      let total = oldestFirst.reduce((sum, { value }) => sum + value.bytes, bytes);
      for (const entry of oldestFirst) {
        if (total <= maxBytes) return;
        await drop(entry);
        total -= entry.value.bytes;
      }
    },
    /** Removes files without a record, as those that are too old are, and records without their file. */
    async tidy(): Promise<void> {
      // The files first: each that is seen here had its record before.
      const files = await readdir(folder).catch(() => []);
      const entries = await records.list();
      const known = new Set(entries.map(({ value }) => value.file));
      for (const file of files) {
        if (!known.has(file)) await rm(join(folder, file), { recursive: true, force: true });
      }
      for (const entry of entries) {
        const isSettled = entry.savedAt + SETTLING_MS <= deps.now();
        if (isSettled && !(await isWhole(entry))) await drop(entry);
      }
    },
  };
}

/** Undefined where there is nothing. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}

/** A link takes no time and no room; another file system wants a copy. Its owner alone can read it, and its folder. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_FICLONE));
  await chmod(to, 0o600);
}
