import type { MessageRef } from "../../../src/chat/thread.ts";

const FILE = "file:";

/** Slack does not say which message a share of files became; the first file stands for it. */
export function fileRef(fileId: string): MessageRef {
  return FILE + fileId;
}

/** The message's timestamp. Throws TypeError for files, which cannot be edited. */
export function timestampOf(ref: MessageRef): string {
  if (ref.startsWith(FILE)) throw new TypeError("a message of files cannot be edited");
  return ref;
}
