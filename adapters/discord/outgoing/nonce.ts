import { createHash, randomUUID } from "node:crypto";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { NONCE_LENGTH } from "../limits.ts";

/** The same for every try of one part of one delivery, in one thread, and for nothing else. */
export function nonceOf(thread: ThreadId, key: string, part: number): string {
  return digest(JSON.stringify([thread, key, part]));
}

/** For what is sent only once: a try that the server carried out and then failed is still not sent twice. */
export function freshNonce(): string {
  return digest(randomUUID());
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, NONCE_LENGTH);
}
