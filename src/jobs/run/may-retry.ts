import type { ErrorCode } from "../../errors.ts";

/**
 * What is the same however often it is tried: the file, the link's page or the request itself has to change first.
 * Everything else may be better another time, by itself or because an operator has fixed it.
 */
const LASTING: readonly ErrorCode[] = [
  "file-missing",
  "file-is-folder",
  "file-empty",
  "file-unreadable",
  "file-too-large",
  "not-a-video",
  "no-picture",
  "no-frames",
  "encrypted",
  "picture-codec",
  "picture-too-large",
  "frame-rate-too-high",
  "too-many-frames",
  "too-many-streams",
  "too-long",
  "range-invalid",
  "range-outside",
  "link-not-a-video",
  "link-too-large",
  "page-blocked",
  "page-without-video",
  "video-failed",
  "attachment-gone",
  "attachment-external",
  "video-crashed",
  "thread-unknown",
  "original-gone",
  "usage",
];

/** Whether "Try again" under this failure can help. */
export function mayRetry(code: ErrorCode): boolean {
  return !LASTING.includes(code);
}
