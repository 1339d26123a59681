import type { Platform } from "./thread-id.ts";

/** Where an attachment lies on its platform; plain JSON, so that a job on another machine can open it. */
export interface AttachmentRef {
  readonly platform: Platform;
  readonly id: string;
  /** As its owner named it. Untrusted: for showing only. */
  readonly name: string;
  readonly size?: number;
  /** Its owner covered it: what is shown of it is to be covered too. */
  readonly isSpoiler?: true;
}

/**
 * The attachment's bytes, or the path where the platform has the file on this machine already.
 * Whoever reads `body` ends it by finishing or by breaking out of the loop.
 */
export type Download =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly size?: number; readonly body: AsyncIterable<Uint8Array> };
