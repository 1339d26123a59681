import { crc32 } from "node:zlib";
import type { Database } from "../database/database.ts";
import { blobPrefix } from "../key.ts";
import type { Manifest, PictureSum } from "./video-context.ts";

export function keysOf(owner: string, { set, pictures }: Pick<Manifest, "set" | "pictures">): string[] {
  return pictures.map((_, number) => pictureKey(owner, set, number));
}

export function zip(keys: readonly string[], pictures: readonly Buffer[]): ReadonlyMap<string, Buffer> {
  return new Map(
    pictures.flatMap((picture, i): [string, Buffer][] => {
      const key = keys[i];
      return key === undefined ? [] : [[key, picture]];
    }),
  );
}

export function sumOf(jpeg: Buffer): PictureSum {
  return { bytes: jpeg.length, crc32: crc32(jpeg) };
}

/** What the keys of one write's pictures begin with. */
export function pictureSet(ownerKey: string, set: string): string {
  return `${blobPrefix(ownerKey)}${set}:`;
}

function pictureKey(ownerKey: string, set: string, number: number): string {
  return `${pictureSet(ownerKey, set)}${number}`;
}

/** Undefined where one is missing or is not what was written: half a context would be a wrong one. */
export async function readPictures(
  database: Database,
  keys: readonly string[],
  sums: readonly PictureSum[],
): Promise<Buffer[] | undefined> {
  const blobs = await database.blobs.read(keys);
  const pictures = blobs.filter((blob, i): blob is Buffer => {
    const sum = sums[i];
    return blob !== undefined && blob.length === sum?.bytes && crc32(blob) === sum.crc32;
  });
  return pictures.length === keys.length ? pictures : undefined;
}
