import { stat } from "node:fs/promises";

/**
 * Another text as soon as the path leads to another file or somebody has written to it: its place on the disk, its size,
 * and when it changed to the nanosecond. Rejects where there is none.
 */
export async function fileIdentity(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(":");
}
