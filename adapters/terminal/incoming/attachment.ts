import { access, constants, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { AttachmentRef, Download } from "../../../src/chat/attachment.ts";
import { CuepointError } from "../../../src/errors.ts";

/** A file on this machine; its absolute path is its id. */
export function attachmentOf(path: string): AttachmentRef {
  return { platform: "terminal", id: path, name: basename(path) };
}

/** Throws CuepointError with a `file-*` code, or "not-a-video" for a device or a pipe. */
export async function openAttachment({ id, name }: AttachmentRef): Promise<Download & { path: string }> {
  const facts = await stat(id).catch((error: unknown) => {
    throw new CuepointError(isForbidden(error) ? "file-unreadable" : "file-missing", { name }, error);
  });
  if (facts.isDirectory()) throw new CuepointError("file-is-folder", { name });
  if (!facts.isFile()) throw new CuepointError("not-a-video");
  if (facts.size === 0) throw new CuepointError("file-empty", { name });
  await access(id, constants.R_OK).catch((error: unknown) => {
    throw new CuepointError("file-unreadable", { name }, error);
  });
  return { name, path: id };
}

function isForbidden(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "EACCES" || code === "EPERM";
}
