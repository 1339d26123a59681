import type { OutgoingMessage } from "../message.ts";

/**
 * The message of ours that a thread hangs at. People in the channel see it and not the thread: "new" as it was when the work began,
 * "told" with what came of it; "none" where the thread hangs at nothing of ours.
 */
export type Line = "new" | "told" | "none";

/** What came of a video, for that line. */
export interface Headline {
  /** Plain text. */
  readonly text: string;
  /** A summary's title; else why there is none. */
  readonly isTitle: boolean;
  /** Covered until a reader uncovers it: the video came covered. */
  readonly isCovered: boolean;
}

/** Null for messages that the channel does not need. */
export function headlineOf({
  kind,
  title = "",
  text,
  isSpoiler,
  actions = [],
}: OutgoingMessage): Headline | null {
  // Progress without a Stop button has ended: "Stopped."
  if (kind === "error" || (kind === "progress" && actions.length === 0))
    return { text, isTitle: false, isCovered: false };
  if (kind !== "summary" || title === "") return null;
  return { text: title, isTitle: true, isCovered: isSpoiler === true };
}

/** A later summary is news. Errors of later questions only show in the thread. */
export function isNews({ isTitle }: Headline, line: Line): boolean {
  return line === "new" || (line === "told" && isTitle);
}
