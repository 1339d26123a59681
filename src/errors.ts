/**
 * Every failure a person may hear of has a code; the catalogue holds its sentence in each language
 * (src/chat/locales). The comment after a code names the details its sentence can use; a sentence
 * stays whole without them. `cause` is for the log alone and never reaches a thread.
 */
export type ErrorCode =
  // the file
  | "file-missing" // name
  | "file-is-folder" // name
  | "file-empty" // name
  | "file-unreadable" // name
  | "file-too-large" // megabytes, limitMegabytes
  | "not-a-video"
  | "no-picture"
  | "no-frames"
  | "encrypted"
  | "picture-codec" // codec: a name of ffmpeg's, letters and digits
  | "picture-too-large" // width, height, limit: pixels in all
  | "frame-rate-too-high" // rate, limit: frames a second
  | "too-many-frames" // limit
  | "too-many-streams" // streams, limit
  | "too-long" // minutes, limitMinutes
  | "range-invalid" // from, to: as they were typed
  | "range-outside" // duration: seconds
  // the link
  | "link-unreachable" // said of blocked and of dead links alike, or the bot would tell what stands inside a network
  | "link-not-a-video"
  | "link-too-large" // megabytes, limitMegabytes
  | "link-too-slow" // seconds
  | "link-interrupted"
  | "pages-off" // a link to a page, and no yt-dlp that may open it
  | "page-blocked" // the site wants a payment, a human or another country
  | "page-sign-in" // an account, or the proof of not being a bot that an account is
  | "page-challenge" // yt-dlp could not solve the JavaScript that YouTube asks it to run
  | "page-busy" // too many requests from this address
  | "page-live"
  | "page-without-video"
  // this machine
  | "ffmpeg-missing" // name: the program that was not found
  | "video-timeout" // minutes
  | "video-failed"
  | "no-space"
  | "output-unwritable" // name: the folder
  | "store-unavailable"
  | "store-read-only" // name: DATA_DIR
  | "store-locked" // another program holds it
  | "folder-in-use" // name: DATA_DIR, which another process works in
  // the model; the summary degrades to a storyboard on these
  | "model-missing"
  | "model-unreachable"
  | "model-loading" // the server is there, and still reads the weights
  | "model-text-only" // the server takes no pictures: a text model, or one without its vision part
  | "model-blind" // it could not tell a red picture from a blue one
  | "model-schema-ignored" // the server does not hold it to a JSON schema
  | "model-refused"
  | "model-overflow"
  | "model-timeout"
  | "model-garbled"
  // the chat platform
  | "attachment-gone" // name
  | "attachment-external" // name: another service or organisation keeps it, where the bot has no access
  | "attachment-forbidden" // scope: the permission to read files that the bot lacks
  | "thread-gone" // the thread, its message or its channel is gone, archived or locked, or the bot was removed
  | "thread-locked" // the thread is there, and a moderator has closed it
  | "permission-missing" // permission: as the platform calls it
  | "platform-signed-out" // token: how it begins, where that tells which of several it is
  | "platform-unreachable"
  | "platform-setup" // what: a SetupFault
  // jobs
  | "limit-person" // limit: waiting jobs, minutes: until it is worth another try
  | "limit-tenant" // limit, minutes
  | "limit-queue" // limit, minutes
  | "limit-video-minutes" // limit: minutes a day, hours: until the next day
  | "limit-model-tokens" // limit: tokens a day, hours
  | "no-room" // minutes: how long it waited for space
  | "video-crashed" // hours: until it may be tried again
  // the request
  | "thread-unknown"
  | "original-gone"
  | "usage" // what: a UsageFault of the catalogue, with option, options, value, command, min, max
  | "cancelled"
  | "unexpected"; // job: whose work it was

/** What is wrong with the setup of a platform; `details.what` of a "platform-setup" error names one. */
export const SETUP_FAULTS = [
  "slack-port",
  "discord-intents",
  "discord-sharding",
  "discord-shards",
  "discord-server",
  "discord-closed",
] as const;

export type SetupFault = (typeof SETUP_FAULTS)[number];

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

/**
 * Wraps anything thrown: a coded error stays itself, the rest is `unexpected`. `signal` is the one by which a person stops the
 * work. Libraries end a request that took too long by an abort too, so only where it has aborted is an abort `cancelled`.
 */
export function asCuepointError(error: unknown, signal?: AbortSignal): CuepointError {
  const isStopped = signal?.aborted === true;
  const isOwn = error instanceof CuepointError;
  if (isOwn && (error.code !== "cancelled" || isStopped || !signal)) return error;
  if (isStopped && error instanceof Error && error.name === "AbortError") {
    return new CuepointError("cancelled", {}, error);
  }
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "ENOSPC" || code === "EDQUOT") return new CuepointError("no-space", {}, error);
  return new CuepointError("unexpected", {}, error);
}
