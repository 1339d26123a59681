import type { MayUse } from "../../src/chat/adapter.ts";
import type { AllowList } from "../../src/chat/delivery/allow-list.ts";
import type { Welcome } from "../../src/chat/welcome.ts";
import type { Logger } from "../../src/logger.ts";
import type { Clock } from "../../src/util/clock.ts";

/** How long something is kept after its last use; it may go sooner where there is no room. */
export interface KeepTimes {
  readonly summaryHours: number;
  readonly videoMinutes: number;
}

export interface AccessRules {
  /** Slack Connect: channels shared with another organization, and its people. */
  readonly allowConnect: boolean;
  /** Ids such as "C0123456789". They say nothing about direct messages. */
  readonly channels: AllowList;
  /** Ids such as "U0123456789". */
  readonly users: AllowList;
}

export interface SlackOptions extends AccessRules {
  /** "xoxb-": acts as the bot. */
  readonly botToken: string;
  /** "xapp-": opens Socket Mode, which needs no public address. Wins over the signing secret where both are given. */
  readonly appToken?: string;
  /** Proves that an HTTP request comes from Slack. */
  readonly signingSecret?: string;
  /** Where HTTP requests arrive; 0 lets the system choose. */
  readonly port?: number;
  /** A proxy or a stand-in instead of https://slack.com/api/. Its host then also counts as a file host. */
  readonly apiUrl?: string;
  /** How long the core keeps what it learnt, for the home page; unset says "until you ask to forget". */
  readonly keeps?: KeepTimes;
  /**
   * Cards carry their stills instead of a strip above them. Off by default: Slack was seen to take `slack_file` in a card and
   * to show nothing (lightdash/lightdash#25888, July 2026).
   */
  readonly cardPictures?: boolean;
  /** Asked before a thread is opened for a command; absent: all may. */
  readonly mayUse?: MayUse;
  /** Asked when the bot is added to a channel; absent: nothing is said there. */
  readonly welcome?: Welcome;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Longest time that Slack waits for our acknowledgement while the core takes an event, milliseconds. */
  readonly acknowledgeAfter?: number;
}
