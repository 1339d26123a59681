import {
  CannotSendMessagesToThisUserErrorCodes,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  HTTPError,
  RESTJSONErrorCodes,
} from "discord.js";
import { ZodError } from "zod";
import { CuepointError, type SetupFault } from "../../src/errors.ts";

const MEANINGS: readonly (readonly [Refusal, readonly RESTJSONErrorCodes[]])[] = [
  ["gone", [RESTJSONErrorCodes.UnknownChannel]],
  ["removed", [RESTJSONErrorCodes.UnknownMessage]],
  ["forbidden", [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions]],
  ["locked", [RESTJSONErrorCodes.ThreadLocked]],
  ["archived", [RESTJSONErrorCodes.InvalidActionOnArchivedThread]],
  ["edits-over", [RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached]],
  [
    "unfit",
    [
      RESTJSONErrorCodes.InvalidFormBodyOrContentType,
      RESTJSONErrorCodes.CannotSendAnEmptyMessage,
      RESTJSONErrorCodes.ExplicitContentCannotBeSentToTheDesiredRecipient,
      RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
      RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter,
    ],
  ],
  ["too-large", [RESTJSONErrorCodes.RequestEntityTooLarge]],
  [
    "token-over",
    [
      RESTJSONErrorCodes.UnknownWebhook,
      RESTJSONErrorCodes.UnknownInteraction,
      RESTJSONErrorCodes.InvalidWebhookToken,
    ],
  ],
  ["follow-ups-over", [RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages]],
  ["no-direct", [...CannotSendMessagesToThisUserErrorCodes]],
  ["acknowledged", [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]],
  ["thread-exists", [RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage]],
  [
    "threads-full",
    [
      RESTJSONErrorCodes.MaximumActiveThreads,
      RESTJSONErrorCodes.MaximumActiveAnnouncementThreads,
      RESTJSONErrorCodes.MaximumThreadParticipantsReached,
    ],
  ],
];

/** What a refusal of the API means for us; everything else only goes to the log. */
export type Refusal =
  /** The channel or the thread. */
  | "gone"
  /** The message alone. */
  | "removed"
  | "forbidden"
  | "locked"
  | "archived"
  /** The message is an old one that takes no more edits. */
  | "edits-over"
  /** Discord, or a filter of the server, refuses something in the message. */
  | "unfit"
  | "too-large"
  | "token-over"
  /** The interaction takes no more messages. */
  | "follow-ups-over"
  /** The person takes no direct messages from the bot. */
  | "no-direct"
  /** An interaction that has its first answer. */
  | "acknowledged"
  | "thread-exists"
  | "threads-full";

export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof DiscordAPIError)) return null;
  const meaning = MEANINGS.find(([, codes]) => codes.includes(Number(error.code)));
  if (meaning) return meaning[0];
  // A proxy before the API answers without a code of Discord's.
  return error.status === 413 ? "too-large" : null;
}

/** How a message of components was refused; null where that is not the reason. */
export type LayoutRefusal =
  /** The server or proxy is too old to know such messages. */
  | "unknown"
  /** It knows them, but not one like this. */
  | "unfit"
  /** The message is made of components, and Discord does not let it become text again. */
  | "needed";

/** An API that knows only rows of buttons refuses the flag, or the type of a component. */
const NOT_KNOWN = /"flags"|"type"|UNION_TYPE|BASE_TYPE_CHOICES/;

export function layoutRefusalOf(error: unknown): LayoutRefusal | null {
  if (!(error instanceof DiscordAPIError)) return null;
  // It ignored the flag and the components, so the message looked empty.
  if (error.code === RESTJSONErrorCodes.CannotSendAnEmptyMessage) return "unknown";
  if (error.code !== RESTJSONErrorCodes.InvalidFormBodyOrContentType) return null;
  const faults = JSON.stringify("errors" in error.rawError ? error.rawError.errors : null);
  if (faults.includes("WITH_COMPONENTS_V2")) return "needed";
  return NOT_KNOWN.test(faults) ? "unknown" : "unfit";
}

/** The message that a request was about is gone, or its whole channel. */
export function isAbsent(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === "gone" || refusal === "removed";
}

/** The message is too old to be edited again. */
export function isFixed(error: unknown): boolean {
  return refusalOf(error) === "edits-over";
}

/** The message that was to be edited is gone, or cannot be reached any more; its thread is still open. */
export function isRemoved(error: unknown): boolean {
  if (!(error instanceof CuepointError)) return false;
  return error.cause instanceof OutOfReach || refusalOf(error.cause) === "removed";
}

/** The bot can no longer change this message of its own. */
class OutOfReach extends Error {
  override readonly name = "OutOfReach";
}

export function outOfReach(): CuepointError {
  return new CuepointError("thread-gone", {}, new OutOfReach());
}

/** The error for the core where sending failed; the original stays as the cause. */
export function asSendingError(error: unknown): unknown {
  switch (refusalOf(error)) {
    case "gone":
    case "removed":
      return new CuepointError("thread-gone", {}, error);
    case "locked":
    case "archived":
      return new CuepointError("thread-locked", {}, error);
    case "forbidden":
      return permissionMissing("", error);
    default:
      return asPlatformError(error);
  }
}

/** What keeps the bot from starting, or ends its connection. */
export function asStartError(error: unknown): unknown {
  // The library's own word for a 401 while it looks for the gateway.
  const isSignedOut = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (isSignedOut) return new CuepointError("platform-signed-out", {}, error);
  // Something else answered in Discord's place: a proxy, or the page of a network that wants a login.
  const isForeign =
    error instanceof ZodError ||
    (error instanceof DiscordAPIError && error.status !== 401 && typeof error.code !== "number");
  return isForeign ? new CuepointError("platform-unreachable", {}, error) : asPlatformError(error);
}

export function setupFault(what: SetupFault, cause?: unknown): CuepointError {
  return new CuepointError("platform-setup", { what }, cause);
}

/** discord.js has tried several times by then. */
function asPlatformError(error: unknown): unknown {
  if (error instanceof DiscordAPIError && error.status === 401) {
    return new CuepointError("platform-signed-out", {}, error);
  }
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const isNetwork =
    typeof code === "string" &&
    /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|ENETUNREACH|EHOSTUNREACH|UND_ERR_\w+)$/.test(code);
  // Sending is never stopped by a person: an abort means that a time limit has passed.
  const isUnreachable = error instanceof HTTPError || isNetwork || name === "AbortError";
  return isUnreachable ? new CuepointError("platform-unreachable", {}, error) : error;
}

export function permissionMissing(permissions: string, cause?: unknown): CuepointError {
  return new CuepointError(
    "permission-missing",
    permissions === "" ? {} : { permission: permissions },
    cause,
  );
}
