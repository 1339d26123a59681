import { createHash } from "node:crypto";

const ROOT = "cuepoint";
const BLOBS = "blobs";

/** Hexadecimal digits that are left of each SHA-256: 128 bits, too many for two to meet by chance. */
const DIGITS = 32;

/**
 * Keys are `cuepoint:kind:tenant:id…`, everything after the kind hashed: of one length, without signs that a
 * database reads as a pattern, and without a person's words. A tenant's keys cannot be formed without knowing it.
 */
export function keyOf(kind: string, tenant: string, id: readonly string[]): string {
  return [ROOT, kind, hashed(tenant), ...id.map(hashed)].join(":");
}

/** What the keys of a kind begin with: all of them, one tenant's, or those whose id begins with `under`. */
export function prefixOf(kind: string, tenant?: string, under: readonly string[] = []): string {
  const parts = tenant === undefined ? [] : [tenant, ...under];
  return [ROOT, kind, ...parts.map(hashed), ""].join(":");
}

export const EVERYTHING = `${ROOT}:`;
export const ALL_BLOBS = `${ROOT}:${BLOBS}:`;

/** What the blobs that belong to a record's key begin with. */
export function blobPrefix(ownerKey: string): string {
  return `${ALL_BLOBS}${ownerKey.slice(EVERYTHING.length)}:`;
}

/** The key of the record that a blob belongs to: the blob's own without the last two parts, its set and number. */
export function ownerOf(blobKey: string): string {
  return `${EVERYTHING}${blobKey.slice(ALL_BLOBS.length).split(":").slice(0, -2).join(":")}`;
}

export function isBlob(key: string): boolean {
  return key.startsWith(ALL_BLOBS);
}

export function belongsTo(key: string, tenant: string): boolean {
  return key.split(":")[isBlob(key) ? 3 : 2] === hashed(tenant);
}

export function hashed(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}
