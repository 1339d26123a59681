import type { AttachmentRef } from "../../../src/chat/attachment.ts";
import { toOneLine } from "../../../src/chat/plain-text.ts";
import type { IncomingFile } from "./payloads.ts";

/** Slack names the type by the file's ending, and some endings it does not know. */
const VIDEO_NAME = /\.(3gp|avi|flv|m2ts|m4v|mkv|mov|mp4|mpe?g|mts|mxf|ogv|ts|webm|wmv)$/i;

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
  if (mimetype?.startsWith("video/")) return true;
  return VIDEO_NAME.test(name ?? "") || (!mimetype && !name);
}

function asAttachment({ id, name, title, size }: IncomingFile): AttachmentRef {
  return {
    platform: "slack",
    id,
    name: toOneLine(name || title || id),
    ...(typeof size === "number" && size > 0 && { size }),
  };
}
