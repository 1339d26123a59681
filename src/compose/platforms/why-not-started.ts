import type { Catalogue } from "../../chat/locales/locales.ts";
import type { Platform } from "../../chat/thread-id.ts";
import { asCuepointError, type CuepointError, hasCode } from "../../errors.ts";

/** EX_CONFIG of sysexits.h: starting again changes nothing. */
export const BAD_CONFIG = 78;
/** EX_UNAVAILABLE: it may be there the next time. */
export const UNAVAILABLE = 69;
/** A fault of ours, which comes with a trace. */
const UNEXPECTED = 1;

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  terminal: "Terminal",
  slack: "Slack",
  discord: "Discord",
};

/** One platform that could not be started, in words for the operator. */
export function whyNotStarted(
  platform: Platform,
  thrown: unknown,
  { start, error: sentenceOf }: Catalogue,
): { readonly text: string; readonly exitCode: number } {
  const error = asCuepointError(thrown);
  const name = PLATFORM_NAMES[platform];
  const exitCode = exitCodeOf(error);
  if (hasCode(error, "platform-signed-out")) {
    return { text: start.badToken(name, variableOf(platform, error)), exitCode };
  }
  if (error.code === "platform-unreachable") return { text: start.unreachable(name), exitCode };
  if (hasCode(error, "platform-setup")) return { text: start.setup[error.details.what], exitCode };
  return { text: start.notStarted(name, sentenceOf(error.code, error.details)), exitCode };
}

/** A token or a setting is wrong: trying again makes no sense before it is changed. */
export function isWrongSetup(error: CuepointError): boolean {
  return ["platform-signed-out", "platform-setup", "permission-missing"].includes(error.code);
}

function exitCodeOf(error: CuepointError): number {
  if (isWrongSetup(error)) return BAD_CONFIG;
  return error.code === "unexpected" ? UNEXPECTED : UNAVAILABLE;
}

function variableOf(platform: Platform, { details }: CuepointError<"platform-signed-out">): string {
  if (platform === "discord") return "DISCORD_TOKEN";
  return details.token === "xapp-" ? "SLACK_APP_TOKEN" : "SLACK_BOT_TOKEN";
}

interface PlatformFailure {
  readonly platform: Platform;
  readonly error: CuepointError;
}

/** No platform is left that the bot could be heard on. */
export class NoPlatformError extends Error {
  readonly failures: readonly PlatformFailure[];

  constructor(failures: readonly PlatformFailure[]) {
    super("no platform", { cause: failures[0]?.error });
    this.name = "NoPlatformError";
    this.failures = failures;
  }
}
