import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type CollectionDeps, createCollection, type Entry } from "../collection.ts";
import type { Tenant } from "../tenant.ts";
import { linkOrCopy, sizeOf } from "./kept-file.ts";

export interface Kept {
  /** Random, so that nobody learns from a listing whose or what it is. */
  readonly file: string;
  readonly bytes: number;
}

const kept = z.object({ file: z.uuid(), bytes: z.number() }) satisfies z.ZodType<Kept>;

/** A record younger than this may be waiting for its file, milliseconds. */
const SETTLING_MS = 60_000;

/** Files in a folder and the records that say whose they are, kept in step. */
export function createFileCache(deps: CollectionDeps, folder: string, ttlMs: number) {
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
