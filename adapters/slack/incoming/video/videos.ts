import type { AttachmentRef } from "../../../../src/chat/attachment.ts";
import { toOneLine } from "../../../../src/chat/text/plain-text.ts";
import { isVideoFile } from "../../../../src/video-names.ts";
import type { IncomingFile } from "../payloads.ts";

/**
 * The videos among a message's files. Where there are files but no video, the first: the core then says what
 * is wrong with what was sent, which helps more than to hear that nothing was.
 */
export function videosOf(files: readonly IncomingFile[]): readonly AttachmentRef[] {
  const present = files.filter(({ mode }) => mode !== "tombstone");
  const videos = present.filter(isVideo);
  return (videos.length > 0 ? videos : present.slice(0, 1)).map(asAttachment);
}

/** Of a file that another organisation shares nothing may be known yet but its id. */
export function isVideo({ mimetype, name }: IncomingFile): boolean {
  return isVideoFile(mimetype, name ?? "") || (!mimetype && !name);
}

function asAttachment({ id, name, title, size }: IncomingFile): AttachmentRef {
  return {
    platform: "slack",
    id,
    name: toOneLine(name || title || id),
    ...(typeof size === "number" && size > 0 && { size }),
  };
}
