import type { ErrorCode } from "../../src/errors.ts";

/** From BSD's sysexits where it has one; the shell's own habits (2, 128 + signal) where it has none. */
export const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  "file-missing": 66,
  "file-is-folder": 66,
  "file-empty": 65,
  "file-unreadable": 77,
  "file-too-large": 65,
  "not-a-video": 65,
  "no-picture": 65,
  "no-frames": 65,
  encrypted: 65,
  "picture-too-large": 65,
  "frame-rate-too-high": 65,
  "too-many-frames": 65,
  "too-many-streams": 65,
  "too-long": 65,
  "range-invalid": 2,
  "range-outside": 2,
  "ffmpeg-missing": 69,
  "video-timeout": 65,
  "video-failed": 65,
  "no-space": 74,
  "output-unwritable": 73,
  "model-missing": 69,
  "model-unreachable": 69,
  "model-refused": 69,
  "model-overflow": 69,
  "model-timeout": 69,
  "model-garbled": 69,
  usage: 2,
  cancelled: 130,
  unexpected: 1,
};

export const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
export type StopSignal = keyof typeof SIGNAL_EXIT_CODES;
