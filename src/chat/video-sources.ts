import type { Platform } from "./thread-id.ts";

/** The videos that an event, or a message of the platform, brings along. */
export interface VideoSources {
  readonly attachments: readonly AttachmentRef[];
  readonly links: readonly string[];
  /** Those of the links that their sender covered. */
  readonly spoilers?: readonly string[];
}

export interface FoundVideo extends VideoSources {
  /** The videos are of another message, such as the thread's first. */
  readonly isBorrowed?: boolean;
}

export const NO_VIDEO: VideoSources = { attachments: [], links: [] };

export function isEmpty({ attachments, links }: VideoSources): boolean {
  return attachments.length === 0 && links.length === 0;
}

type LookUp = () => Promise<VideoSources | null>;

/** What a message means: its own videos, or else those of the first other message that has any. */
export async function findVideo(own: VideoSources, others: readonly LookUp[]): Promise<FoundVideo> {
  if (!isEmpty(own)) return own;
  for (const lookUp of others) {
    const found = await lookUp();
    if (found && !isEmpty(found)) return { ...found, isBorrowed: true };
  }
  return NO_VIDEO;
}

/** Where an attachment lies on its platform; plain JSON, so that a job on another machine can open it. */
export interface AttachmentRef {
  readonly platform: Platform;
  readonly id: string;
  /** As its owner named it. Untrusted: for showing only. */
  readonly name: string;
  readonly size?: number;
  /** How long it is, as its platform has measured it. */
  readonly seconds?: number;
  /** Its owner covered it: what is shown of it is to be covered too. */
  readonly isSpoiler?: true;
}

/**
 * The attachment's bytes, or the path where the platform has the file on this machine already.
 * The reader of `body` ends it by finishing or by breaking out of the loop.
 */
export type Download =
  | { readonly name: string; readonly path: string }
  | {
      readonly name: string;
      readonly size?: number;
      readonly body: AsyncIterable<Uint8Array>;
      /** What is said, as WebVTT, where the platform wrote it down itself. */
      readonly captions?: string;
    };
