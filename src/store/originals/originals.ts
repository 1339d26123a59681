import { CuepointError } from "../../errors.ts";
import type { CollectionDeps } from "../collection.ts";
import type { Tenant } from "../tenant.ts";
import { createFileCache, type Kept } from "./file-cache.ts";
import { sizeOf } from "./kept-file.ts";

interface Original {
  readonly path: string;
  readonly bytes: number;
}

export interface OriginalsOptions {
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
  const fileCache = createFileCache(deps, folder, ttlMs);
  const original = (kept: Kept): Original => ({ path: fileCache.pathOf(kept), bytes: kept.bytes });
  return {
    async get(tenant, sha256) {
      const kept = await fileCache.find(tenant, sha256);
      return kept && original(kept);
    },
    async put(tenant, sha256, path) {
      const known = await fileCache.find(tenant, sha256);
      if (known) {
        await fileCache.records.put(tenant, sha256, known);
        return original(known);
      }
      const bytes = await sizeOf(path);
      if (bytes === undefined || bytes > maxBytes) return undefined;
      try {
        await fileCache.makeRoom(bytes, maxBytes);
        return original(await fileCache.add(tenant, sha256, path, bytes));
      } catch (error) {
        if (error instanceof CuepointError) throw error;
        // A second look can do without; the record that lost its file is swept.
        deps.logger.warn({ err: error }, "an original could not be kept");
        return undefined;
      }
    },
    async touch(tenant, sha256) {
      await fileCache.records.update(tenant, sha256, (current) => current);
    },
    async delete(tenant, sha256) {
      const entry = await fileCache.records.get(tenant, sha256);
      if (entry) await fileCache.drop(entry);
      return entry !== undefined;
    },
    async sweep() {
      await fileCache.tidy();
      await fileCache.makeRoom(0, maxBytes);
    },
  };
}
