import { type Envelope, openEnvelope } from "./collection.ts";
import type { Database } from "./database/database.ts";
import { HEARD_PIECES } from "./heard-pieces.ts";
import { ALL_BLOBS, blobPrefix, EVERYTHING, isBlob, ownerOf } from "./key.ts";

export interface Swept {
  /** Records that had expired, or that cannot be read. */
  readonly expired: number;
  /** Records that went because everything together was too large. */
  readonly evicted: number;
  /** Blobs that belonged to nothing. */
  readonly strays: number;
  /** What is left, bytes. */
  readonly bytes: number;
}

interface Living {
  readonly key: string;
  readonly bytes: number;
  readonly blobBytes: number;
  readonly savedAt: number;
}

/**
 * Deletes what has expired, blobs without a record, and the least recently used records with pictures or heard words until the
 * rest fits into `maxBytes`; then gives the space back. May run on several machines at once.
 */
export async function sweep(database: Database, now: number, maxBytes: number): Promise<Swept> {
  // The blobs first: each that is seen here had its record before.
  const blobs = await database.keys(ALL_BLOBS);
  const { living, dead } = await survey(database, now);
  const owners = new Set(living.map(({ key }) => key));
  const strays = blobs.filter((blob) => !owners.has(ownerOf(blob)));
  const evicted = tooMany(living, maxBytes);
  for (const { key } of evicted) await database.remove(await database.keys(blobPrefix(key)));
  const removed = [...dead, ...strays, ...evicted.map(({ key }) => key)];
  if (removed.length > 0) await database.remove(removed);
  await database.compact();
  const bytes = sizeOf(living) - sizeOf(evicted);
  return { expired: dead.length, evicted: evicted.length, strays: strays.length, bytes };
}

async function survey(database: Database, now: number): Promise<{ living: Living[]; dead: string[] }> {
  const keys = (await database.keys(EVERYTHING)).filter((key) => !isBlob(key));
  const living: Living[] = [];
  const dead: string[] = [];
  for (const [i, text] of (await database.texts.read(keys)).entries()) {
    const key = keys[i];
    if (key === undefined || text === undefined) continue;
    const found = openEnvelope(text);
    if (isOver(found, now)) dead.push(key);
    else living.push({ key, bytes: Buffer.byteLength(text), ...found });
  }
  return { living, dead };
}

function isOver(found: Envelope | null, now: number): found is null {
  return found === null || found.expiresAt <= now;
}

function tooMany(living: readonly Living[], maxBytes: number): Living[] {
  let total = sizeOf(living);
  const evicted: Living[] = [];
  const large = living
    .filter(({ key, blobBytes }) => blobBytes > 0 || key.startsWith(HEARD_PIECES))
    .toSorted((a, b) => a.savedAt - b.savedAt);
  for (const record of large) {
    if (total <= maxBytes) break;
    evicted.push(record);
    total -= record.bytes + record.blobBytes;
  }
  return evicted;
}

function sizeOf(records: readonly Living[]): number {
  return records.reduce((sum, { bytes, blobBytes }) => sum + bytes + blobBytes, 0);
}
