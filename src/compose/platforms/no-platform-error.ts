import type { Platform } from "../../chat/thread-id.ts";
import type { CuepointError } from "../../errors.ts";

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
