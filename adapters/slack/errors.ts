import type { Catalogue } from "../../src/chat/locales/locales.ts";
import { isClosed } from "../../src/chat/thread.ts";
import { asCuepointError, CuepointError, type PlainErrorCode } from "../../src/errors.ts";

/** What Slack answered, taken out of its library's error classes. */
export interface SlackFailure {
  /** Slack's own word, e.g. "not_in_channel"; for anything but a refusal by Slack the kind of trouble. */
  readonly reason: string;
  readonly kind: "refused" | "rate-limited" | "network";
  /** With "missing_scope": the scope. */
  readonly needed?: string;
  /** With a rate limit: seconds. */
  readonly retryAfter?: number;
  /** Slack's remarks on what was wrong with the arguments. */
  readonly messages: readonly string[];
}

/** Slack's own troubles: what was asked may have been done or not, as with a broken line. */
const TRANSIENT = new Set(["fatal_error", "internal_error", "request_timeout", "service_unavailable"]);

interface LibraryError {
  readonly code?: unknown;
  readonly retryAfter?: unknown;
  readonly data?: {
    readonly error?: unknown;
    readonly needed?: unknown;
    readonly response_metadata?: { readonly messages?: unknown; readonly retryAfter?: unknown };
  };
}

/** Null for what did not come from a call to Slack: a programming error, for instance. */
export function readFailure(error: unknown): SlackFailure | null {
  const { code, retryAfter, data } = (error ?? {}) as LibraryError;
  if (code === "slack_webapi_rate_limited_error") return rateLimited(retryAfter);
  if (code === "slack_webapi_request_error" || code === "slack_webapi_http_error")
    return { kind: "network", reason: "network", messages: [] };
  if (code !== "slack_webapi_platform_error") return null;
  const reason = String(data?.error ?? "unknown");
  if (reason === "ratelimited") return rateLimited(data?.response_metadata?.retryAfter);
  if (TRANSIENT.has(reason)) return { kind: "network", reason, messages: [] };
  const messages = data?.response_metadata?.messages;
  return {
    kind: "refused",
    reason,
    messages: Array.isArray(messages) ? messages.map(String) : [],
    ...(typeof data?.needed === "string" && { needed: data.needed }),
  };
}

function rateLimited(retryAfter: unknown): SlackFailure {
  const seconds = typeof retryAfter === "number" && retryAfter >= 0 ? retryAfter : 1;
  return { kind: "rate-limited", reason: "ratelimited", retryAfter: seconds, messages: [] };
}

const CODES: Readonly<Record<string, PlainErrorCode>> = {
  account_inactive: "platform-signed-out",
  invalid_auth: "platform-signed-out",
  not_authed: "platform-signed-out",
  token_expired: "platform-signed-out",
  token_revoked: "platform-signed-out",
  team_access_not_granted: "platform-signed-out",
  cannot_reply_to_message: "thread-gone",
  channel_not_found: "thread-gone",
  is_archived: "thread-gone",
  message_not_found: "thread-gone",
  not_in_channel: "thread-gone",
  restricted_action: "thread-gone",
  restricted_action_non_threadable_channel: "thread-gone",
  restricted_action_read_only_channel: "thread-gone",
  restricted_action_thread_locked: "thread-locked",
  restricted_action_thread_only_channel: "thread-gone",
  thread_locked: "thread-locked",
  thread_not_found: "thread-gone",
};

export function isSignedOut({ kind, reason }: SlackFailure): boolean {
  return kind === "refused" && Object.hasOwn(CODES, reason) && CODES[reason] === "platform-signed-out";
}

/** A failed call as a person may hear of it; what is no failure of Slack's comes back as it was. */
export function toCuepointError(error: unknown): unknown {
  const failure = readFailure(error);
  if (!failure) return error;
  if (failure.kind !== "refused") return new CuepointError("platform-unreachable", {}, error);
  if (failure.reason === "missing_scope") {
    const permission = failure.needed === undefined ? {} : { permission: failure.needed };
    return new CuepointError("permission-missing", permission, error);
  }
  const code = Object.hasOwn(CODES, failure.reason) ? CODES[failure.reason] : undefined;
  return new CuepointError(code ?? "unexpected", {}, error);
}

export function isRefusal(error: unknown, reason: string): boolean {
  const failure = readFailure(error);
  return failure?.kind === "refused" && failure.reason === reason;
}

/** A lasting refusal that concerns the app, such as "not_authorized", and no single channel or thread. */
export function isRefusedToApp(error: unknown): boolean {
  const failure = readFailure(error);
  if (failure?.kind !== "refused" || isSignedOut(failure)) return false;
  return !isClosed(asCuepointError(toCuepointError(error)));
}

/** Why Slack did not take a file. */
export type UploadFault = keyof Catalogue["slack"]["uploadFaults"];

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal. */
const FAULTS: Readonly<Record<string, UploadFault>> = {
  storage_limit_reached: "storage-full",
  file_uploads_disabled: "uploads-off",
  file_uploads_except_images_disabled: "type-blocked",
  file_type_not_allowed: "type-blocked",
  file_upload_size_restricted: "too-large",
  missing_scope: "no-permission",
};

/** Why files did not go up. Null for what is no failure of Slack's. */
export function uploadFault(error: unknown): UploadFault | null {
  const failure = readFailure(error);
  if (!failure) return null;
  if (failure.kind !== "refused") return "unreachable";
  return (Object.hasOwn(FAULTS, failure.reason) && FAULTS[failure.reason]) || "refused";
}
