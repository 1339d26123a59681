import { stat } from "node:fs/promises";

/** Of the containers that the ffmpeg reader opens: one list for links and attachments, on every platform. */
const VIDEO_NAME = /\.(mp4|m4v|mov|qt|webm|mkv|avi|flv|wmv|asf|mpe?g|m2ts|mts|ts|ogv|ogg|3gp|3g2|gif)$/i;

/** A file's name, or the path of a link. */
export function isVideoName(name: string): boolean {
  return VIDEO_NAME.test(name);
}

/**
 * What a platform says of an attachment. It guesses the type by the name and knows few of them, MKV none; but a voice message
 * and a moving picture are not what people mean by a video, however their names end.
 */
export function isVideoFile(type: string | null | undefined, name: string): boolean {
  if (type?.startsWith("video/")) return true;
  return !/^(audio|image)\//.test(type ?? "") && isVideoName(name);
}

/**
 * What tells one state of a file from another: its position on the disk, its size, and when it changed, to the nanosecond.
 * Another file at this path, or one that was written to, has another identity. Rejects where there is none.
 */
export async function fileIdentity(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(":");
}
