import pRetry from "p-retry";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { isSignedOut, readFailure, type SlackFailure } from "../errors.ts";

/** A person waits for the answer; beyond this the job fails and says so. Milliseconds. */
const LONGEST_RATE_LIMIT = 5 * 60_000;
const NETWORK_PAUSES = [500, 2000, 8000];
/** A token that Slack does not know for a moment: nothing was done, so that anything may be asked again. */
const SIGNED_OUT_PAUSES = [500, 2000, 8000];

interface CallOptions {
  /** Doing it twice does no harm, so a request whose answer was lost is sent again. */
  readonly isRepeatable?: boolean;
}

export type Call = <Reply>(
  method: Method,
  request: () => Promise<Reply>,
  options?: CallOptions,
) => Promise<Reply>;

interface CallTools {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Slack still does not know the token after all tries. Not called for "auth.test", whose caller asks just that. */
  readonly onSignedOut?: () => void;
}

/**
 * Calls Slack patiently: waits as long as Retry-After says, and repeats what may be repeated. Throws Slack's own error
 * in the end.
 */
export function createCall({ clock, logger, onSignedOut }: CallTools): Call {
  return async (method, request, { isRepeatable = false } = {}) => {
    const deadline = clock.now() + LONGEST_RATE_LIMIT;
    const pauses: Pauses = {
      network: isRepeatable ? [...NETWORK_PAUSES] : [],
      // At a start, a wrong token should be reported at once.
      signedOut: method === "auth.test" ? [] : [...SIGNED_OUT_PAUSES],
    };
    const waitOrThrow = async (error: unknown) => {
      const failure = readFailure(error);
      const pause = failure && pauseFor(failure, pauses);
      if (pause === null || pause === undefined || clock.now() + pause > deadline) {
        if (failure && isSignedOut(failure) && method !== "auth.test") onSignedOut?.();
        throw error;
      }
      logger.debug({ method, reason: failure?.reason, pause }, "Slack asked to wait or could not be reached");
      await clock.wait(pause);
    };
    // How long to wait and when to give up depends on the answer, so the library only asks again.
    return pRetry(request, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 0,
      onFailedAttempt: ({ error }) => waitOrThrow(error),
    });
  };
}

interface Pauses {
  readonly network: number[];
  readonly signedOut: number[];
}

/** Milliseconds; undefined where trying again makes no sense. Takes one of the pauses if it needs it. */
function pauseFor(failure: SlackFailure, pauses: Pauses): number | undefined {
  const { kind, retryAfter = 1 } = failure;
  if (kind === "rate-limited") return retryAfter * 1000;
  if (kind === "network") return pauses.network.shift();
  return isSignedOut(failure) ? pauses.signedOut.shift() : undefined;
}

/**
 * Each Web API method that is called here, with the scopes it takes; of several, the one for the kind of channel.
 * https://docs.slack.dev/reference/methods
 */
export const METHODS = {
  "agents.sessions.setStatus": ["chat:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "auth.test": [],
  "chat.delete": ["chat:write"],
  "chat.getPermalink": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "reactions.add": ["reactions:write"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
} as const satisfies Record<string, readonly string[]>;

type Method = keyof typeof METHODS;

/** Each event that is listened to, as the app's manifest names it. https://docs.slack.dev/reference/events */
export const EVENTS = {
  agent_session_stopped: [],
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  file_shared: ["files:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  tokens_revoked: [],
} as const satisfies Record<string, readonly string[]>;

/** Apps that were created before the manifest asked for these do without what they allow. */
export const EXTRA_SCOPES: readonly string[] = [
  ...METHODS["assistant.threads.setSuggestedPrompts"],
  ...EVENTS.member_joined_channel,
];

/** Slash commands need a scope of their own. */
export const COMMAND_SCOPE = "commands";
