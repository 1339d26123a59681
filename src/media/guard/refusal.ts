import { SafeError } from "../../util/safe-error.ts";

/** Why the guard turned a link down. For the log alone: a person who tries doors is not told which are locked. */
export type RefusalReason =
  | "malformed"
  | "too-long"
  | "scheme"
  | "userinfo"
  | "port"
  | "private-name"
  | "private-address"
  | "no-address"
  | "downgrade"
  | "too-many-redirects";

/** The message names the reason and never the address: a link can be a secret. */
export class GuardRefusal extends SafeError {
  override name = "GuardRefusal";
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Finding the name or connecting took longer than it may. */
export class TookTooLong extends SafeError {
  override name = "TookTooLong";
}
