import { stat } from "node:fs/promises";

/**
 * What tells one state of a file from another: its position on the disk, its size, and when it changed, to the nanosecond.
 * Another file at this path, or one that was written to, has another identity. Rejects where there is none.
 */
export async function fileIdentity(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(":");
}
