import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { VideoSource } from "../../src/store/threads/threads.ts";

/** What shows or tells of a video that came as a spoiler is one itself. */
export function asCovered(message: OutgoingMessage, source: VideoSource): OutgoingMessage {
  const isSpoiler = source.kind === "link" ? source.isSpoiler : source.attachment.isSpoiler;
  return isSpoiler ? { ...message, isSpoiler } : message;
}
