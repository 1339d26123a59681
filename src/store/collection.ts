import { z } from "zod";
import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { Json } from "../util/json.ts";
import type { Database } from "./database/database.ts";
import { keyOf, prefixOf } from "./key.ts";

/** One name, or a path of them: entries can be listed by its beginning. */
type Id = string | readonly string[];

export interface Definition<T> {
  readonly kind: string;
  /** To be raised with each change of the schema: records of another version read as absent. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** How long a record lives after it was last written, milliseconds. */
  readonly ttlMs: number;
}

export interface Entry<T> {
  readonly tenant: string;
  readonly id: readonly string[];
  readonly value: T;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** Records of one kind, each under its tenant and id. All methods may throw `store-unavailable` and `no-space`. */
export interface Collection<T> {
  get(tenant: string, id: Id): Promise<Entry<T> | undefined>;
  put(tenant: string, id: Id, value: T, blobBytes?: number): Promise<void>;
  /**
   * Atomic: `change` gets the record as it is and returns the new one; it is called again when another process was
   * faster. Where it returns undefined nothing changes, and this returns undefined too.
   */
  update(tenant: string, id: Id, change: (current: T | undefined) => T | undefined): Promise<T | undefined>;
  /** Returns whether it was there. */
  delete(tenant: string, id: Id): Promise<boolean>;
  /** All that live: everyone's, one tenant's, or those whose id begins with `under`. In no order. */
  list(tenant?: string, under?: readonly string[]): Promise<Entry<T>[]>;
}

export interface CollectionDeps {
  readonly database: Database;
  readonly logger: Logger;
  readonly now: () => number;
}

/**
 * What surrounds every record, the same for all kinds and versions, so that the sweep understands records whose
 * value it does not. Times are milliseconds since 1970.
 */
const envelope = z.object({
  /** Of the value. */
  version: z.int(),
  tenant: z.string(),
  id: z.array(z.string()),
  savedAt: z.number(),
  expiresAt: z.number(),
  /** Size of the blobs that belong to the record. */
  blobBytes: z.number(),
  value: z.unknown(),
});

export type Envelope = z.infer<typeof envelope>;

/** One writer wins each round, so this many lost ones mean that something is wrong. */
const ROUNDS = 500;

export function createCollection<T>(definition: Definition<T>, deps: CollectionDeps): Collection<T> {
  const { kind, ttlMs } = definition;
  const { database, now } = deps;
  const seal = (tenant: string, id: readonly string[], value: T, blobBytes: number) => {
    const { version } = definition;
    const savedAt = now();
    const sealed: Envelope = {
      ...{ version, tenant, id: [...id] },
      ...{ savedAt, expiresAt: savedAt + ttlMs, blobBytes, value },
    };
    return JSON.stringify(sealed);
  };
  return {
    async get(tenant, id) {
      const [text] = await database.texts.read([keyOf(kind, tenant, path(id))]);
      const entry = openEntry(text, definition, deps);
      return entry?.tenant === tenant ? entry : undefined;
    },
    put(tenant, id, value, blobBytes = 0) {
      return database.texts.write(
        keyOf(kind, tenant, path(id)),
        seal(tenant, path(id), value, blobBytes),
        ttlMs,
      );
    },
    async update(tenant, id, change) {
      const key = keyOf(kind, tenant, path(id));
      for (let round = 0; round < ROUNDS; round += 1) {
        const [text] = await database.texts.read([key]);
        const current = openEntry(text, definition, deps);
        const next = change(current?.value);
        if (next === undefined) return undefined;
        const sealed = seal(tenant, path(id), next, current?.blobBytes ?? 0);
        if (await database.texts.swap(key, text, sealed, ttlMs)) return next;
      }
      throw new CuepointError("store-unavailable", {}, new Error(`${kind} changed under each of our writes`));
    },
    delete: (tenant, id) => database.remove([keyOf(kind, tenant, path(id))]),
    async list(tenant, under) {
      const texts = await database.texts.read(await database.keys(prefixOf(kind, tenant, under)));
      return texts.flatMap((text) => openEntry(text, definition, deps) ?? []);
    },
  };
}

function path(id: Id): readonly string[] {
  return typeof id === "string" ? [id] : id;
}

interface OpenEntry<T> extends Entry<T> {
  readonly blobBytes: number;
}

/** Damaged, of another version or too old: undefined, so that its owner makes it anew. */
function openEntry<T>(
  text: string | undefined,
  { kind, version, schema }: Definition<T>,
  { logger, now }: CollectionDeps,
): OpenEntry<T> | undefined {
  if (text === undefined) return undefined;
  const found = openEnvelope(text);
  if (!found) {
    logger.warn({ kind }, "a stored record is damaged");
    return undefined;
  }
  if (found.version !== version || found.expiresAt <= now()) return undefined;
  const value = schema.safeParse(found.value);
  if (value.success) return { ...found, value: value.data };
  const fields = value.error.issues.map((issue) => issue.path.join("."));
  logger.warn({ kind, fields }, "a stored record is damaged");
  return undefined;
}

/** Null for a text that is no record: cut short, overwritten, or written by another program. */
export function openEnvelope(text: string): Envelope | null {
  return Json.pipe(envelope).safeParse(text).data ?? null;
}
