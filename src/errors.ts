/**
 * Every failure a person may hear of has a code; the catalogue holds its sentence in each language
 * (src/chat/catalogue). `cause` is for the log alone and never reaches a thread.
 */
export type ErrorCode =
  // the file
  | "file-missing"
  | "file-is-folder"
  | "file-empty"
  | "file-unreadable"
  | "file-too-large"
  | "not-a-video"
  | "no-picture"
  | "no-frames"
  | "encrypted"
  | "picture-too-large"
  | "frame-rate-too-high"
  | "too-many-frames"
  | "too-many-streams"
  | "too-long"
  | "range-invalid"
  | "range-outside"
  // this machine
  | "ffmpeg-missing"
  | "video-timeout"
  | "video-failed"
  | "no-space"
  | "output-unwritable"
  // the model; the summary degrades to a storyboard on these
  | "model-missing"
  | "model-unreachable"
  | "model-refused"
  | "model-overflow"
  | "model-timeout"
  | "model-garbled"
  // the request
  | "usage"
  | "cancelled"
  | "unexpected";

/** Values a sentence may mention: limits and facts, never secrets, paths of ours or raw program output. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

export class CuepointError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = "CuepointError";
    this.code = code;
    this.details = details;
  }
}

/** Wraps anything thrown: a coded error stays itself, an abort becomes `cancelled`, the rest `unexpected`. */
export function asCuepointError(error: unknown): CuepointError {
  if (error instanceof CuepointError) return error;
  if (error instanceof Error && error.name === "AbortError") return new CuepointError("cancelled", {}, error);
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "ENOSPC" || code === "EDQUOT") return new CuepointError("no-space", {}, error);
  return new CuepointError("unexpected", {}, error);
}
