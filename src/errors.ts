import { z } from "zod";

/** What is wrong with the setup of a platform. */
const SETUP_FAULTS = [
  "slack-port",
  "discord-intents",
  "discord-sharding",
  "discord-shards",
  "discord-server",
  "discord-closed",
] as const;

export type SetupFault = (typeof SETUP_FAULTS)[number];

const none = z.object({});
const text = z.string();
const number = z.number();
const named = z.object({ name: text });

/** The command that was recognized, for a hint. */
const of = { command: text.exactOptional() };

const usage = z.discriminatedUnion("what", [
  z.object({ what: z.enum(["no-video", "no-question", "no-command", "no-part", "no-words"]), ...of }),
  z.object({ what: z.literal("unknown-command"), value: text, ...of }),
  // `options`: those there are, where they are few enough to name.
  z.object({ what: z.literal("unknown-option"), option: text, options: text.exactOptional(), ...of }),
  z.object({ what: z.enum(["missing-value", "unwanted-value"]), option: text, ...of }),
  z.object({ what: z.literal("no-found"), number, ...of }),
  z.object({ what: z.literal("missing-argument"), example: text, ...of }),
  z.object({
    what: z.enum(["surplus-argument", "bad-language", "bad-time", "bad-start"]),
    value: text,
    ...of,
  }),
  z.object({ what: z.literal("not-a-choice"), option: text, value: text, choices: text, ...of }),
  z.object({ what: z.literal("not-a-number"), option: text, min: number, max: number, ...of }),
]);

/**
 * Every failure that a person may hear of has a code, and each code the details that its sentence mentions: limits and facts,
 * never secrets, paths of ours or raw output of programs. The catalogue has the sentences (src/chat/locales). A detail is
 * optional only where it is not always known, or serves the log alone.
 */
const DETAILS = {
  // the file
  "file-missing": named,
  "file-is-folder": named,
  "file-empty": named,
  "file-unreadable": named,
  "file-too-large": z.object({ megabytes: number, limitMegabytes: number }),
  "not-a-video": none,
  "no-picture": none,
  "no-frames": none,
  encrypted: none,
  /** As ffmpeg names it: letters and digits. */
  "picture-codec": z.object({ codec: text }),
  /** Pixels; the limit is one of their product. */
  "picture-too-large": z.object({ width: number, height: number, limit: number }),
  /** Frames a second. */
  "frame-rate-too-high": z.object({ rate: number, limit: number }),
  "too-many-frames": z.object({ limit: number }),
  "too-many-streams": z.object({ limit: number }),
  "too-long": z.object({ minutes: number, limitMinutes: number }),
  /** As they were typed. */
  "range-invalid": z.object({ from: text.exactOptional(), to: text.exactOptional() }),
  /** Seconds of the video. */
  "range-outside": z.object({ duration: number }),
  /** Seconds of the clip that was asked for, and the most. */
  "clip-too-long": z.object({ seconds: number, limitSeconds: number }),
  /** What the place takes, and how long a clip of this video could be there. */
  "clip-too-large": z.object({ limitMegabytes: number, seconds: number }),
  // the link
  /** Said of blocked and of dead links alike, or the bot would tell what stands inside a network. */
  "link-unreachable": z.object({ seconds: number.exactOptional() }),
  "link-not-a-video": none,
  "link-too-large": z.object({ limitMegabytes: number }),
  "link-too-slow": z.object({ seconds: number.exactOptional() }),
  "link-interrupted": none,
  /** A link to a page, while no yt-dlp is set up. */
  "pages-off": none,
  /** The site wants a payment, a human or another country. */
  "page-blocked": none,
  /** The site wants an account, perhaps only as proof that no bot asks. */
  "page-sign-in": none,
  /** yt-dlp could not solve the JavaScript that YouTube asks it to run. */
  "page-challenge": none,
  /** Too many requests from this address. */
  "page-busy": none,
  "page-live": none,
  "page-without-video": none,
  // this machine
  /** The program that was not found. */
  "ffmpeg-missing": z.object({ name: text.exactOptional() }),
  "video-timeout": none,
  "video-failed": none,
  "no-space": none,
  /** The folder. */
  "output-unwritable": named,
  "store-unavailable": none,
  /** DATA_DIR, where the operator reads it. */
  "store-read-only": z.object({ name: text.exactOptional() }),
  /** Another program holds it. */
  "store-locked": none,
  /** DATA_DIR, which another process works in. */
  "folder-in-use": named,
  // the model; the summary degrades to a storyboard on these
  "model-missing": none,
  "model-unreachable": z.object({ status: number.exactOptional() }),
  /** The server answers, but is still reading the weights. */
  "model-loading": none,
  /** The server takes no pictures: a text model, or one without its vision part. */
  "model-text-only": none,
  /** It cannot tell a red picture from a blue one. */
  "model-blind": none,
  /** The server does not hold it to a JSON schema. */
  "model-schema-ignored": none,
  "model-refused": z.object({ status: number.exactOptional() }),
  "model-overflow": z.object({ promptTokens: number.exactOptional(), contextTokens: number.exactOptional() }),
  "model-timeout": z.object({ seconds: number.exactOptional() }),
  "model-garbled": none,
  // the speech server; without it, what was said is not used
  /** It lists no model that turns speech into text. */
  "speech-missing": none,
  "speech-unreachable": z.object({ status: number.exactOptional() }),
  "speech-refused": z.object({ status: number.exactOptional() }),
  "speech-timeout": z.object({ seconds: number.exactOptional() }),
  "speech-garbled": none,
  // the chat platform
  "attachment-gone": named,
  /** Another service or organization keeps it, where the bot has no access. */
  "attachment-external": named,
  /** The permission to read files that the bot lacks. */
  "attachment-forbidden": z.object({ scope: text.exactOptional() }),
  /** The thread, its message or its channel is gone, archived or locked, or the bot was removed. */
  "thread-gone": none,
  /** The thread is there, and a moderator has closed it. */
  "thread-locked": none,
  /** As the platform calls it. */
  "permission-missing": z.object({ permission: text.exactOptional() }),
  /** How the token begins, where that tells which of several it is. */
  "platform-signed-out": z.object({ token: text.exactOptional() }),
  "platform-unreachable": z.object({ seconds: number.exactOptional() }),
  "platform-setup": z.object({ what: z.enum(SETUP_FAULTS) }),
  // jobs
  /** Of waiting jobs, and the minutes until it is worth another try. */
  "limit-person": z.object({ limit: number, minutes: number.exactOptional() }),
  "limit-tenant": z.object({ limit: number, minutes: number.exactOptional() }),
  "limit-queue": z.object({ limit: number, minutes: number.exactOptional() }),
  /** Minutes a day, and the hours until the next day. */
  "limit-video-minutes": z.object({ limit: number, hours: number }),
  /** Tokens a day. */
  "limit-model-tokens": z.object({ limit: number, hours: number }),
  /** How long the job waited for space. */
  "no-room": z.object({ minutes: number }),
  /** Until it may be tried again. */
  "video-crashed": z.object({ hours: number }),
  // the request
  /** The administrators of the place have not named this person. */
  "not-allowed": none,
  "thread-unknown": none,
  "video-unfinished": none,
  "original-gone": none,
  usage,
  cancelled: none,
  /** Whose work it was. */
  unexpected: z.object({ job: text.exactOptional() }),
};

export type ErrorCode = keyof typeof DETAILS;

type DetailsByCode = { readonly [Code in ErrorCode]: Readonly<z.infer<(typeof DETAILS)[Code]>> };
export type ErrorDetails<Code extends ErrorCode = ErrorCode> = DetailsByCode[Code];

export type UsageDetails = ErrorDetails<"usage">;

/** Those that need no details. */
export type PlainErrorCode = {
  [Code in ErrorCode]: Record<never, never> extends ErrorDetails<Code> ? Code : never;
}[ErrorCode];

/** For a code that is one of several, the details must suffice for each of them. */
type DetailsOfAll<Code extends ErrorCode> = {
  [Each in Code]: (details: ErrorDetails<Each>) => void;
}[Code] extends (details: infer All) => void
  ? All
  : never;

type Rest<Code extends ErrorCode> = [Code] extends [PlainErrorCode]
  ? [details?: DetailsOfAll<Code>, cause?: unknown]
  : [details: DetailsOfAll<Code>, cause?: unknown];

/** `cause` is for the log alone and never reaches a thread. */
export class CuepointError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: ErrorDetails<Code>;

  constructor(code: Code, ...[details, cause]: Rest<Code>) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = "CuepointError";
    this.code = code;
    this.details = (details ?? {}) as ErrorDetails<Code>;
  }

  /** Types `instanceof`: for a generic class, the compiler would make code and details `any`. */
  static override [Symbol.hasInstance](value: unknown): value is CuepointError {
    return Function.prototype[Symbol.hasInstance].call(CuepointError, value);
  }
}

/** Also tells the compiler which details the error has. */
export function hasCode<Code extends ErrorCode>(error: unknown, code: Code): error is CuepointError<Code> {
  return error instanceof CuepointError && error.code === code;
}

/** An error that comes back from storage. A code or details that this version does not know are left out. */
export function readError(
  code: unknown,
  details: unknown,
): { readonly code?: ErrorCode; readonly details?: ErrorDetails } {
  if (!isErrorCode(code)) return {};
  const known = DETAILS[code].safeParse(details ?? {});
  return known.success ? { code, details: known.data } : { code };
}

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(DETAILS, value);
}

/**
 * Makes a coded error of anything thrown; what is not known becomes `unexpected`. Libraries also end a slow request with an
 * abort, so an abort counts as `cancelled` only when `signal`, by which a person stops the work, has aborted.
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
