/**
 * - slow: each answer waits for `release`
 * - hang: takes the request and never answers; status: an error, 500 unless told otherwise; html: 200 with a web page
 * - no-verbose: 400 for verbose_json, as from a model without times
 * - strict: 400 for a field that OpenAI does not have
 * - text-numbers: numbers as text, and null where they are not known; no-times: lines without any;
 *   nanoseconds: times of LocalAI
 * - drift: all times are late by `seconds`; lost-end: the last mark is missing; outside: a line begins after the sound's end
 * - invented: thanks for watching, in silence; babbling: another sentence each time where nothing is said, as sure as of real words
 * - other-language: answers in `language`, whatever was asked
 */
export type MisbehaviourKind =
  | "slow"
  | "hang"
  | "status"
  | "html"
  | "no-verbose"
  | "strict"
  | "text-numbers"
  | "no-times"
  | "nanoseconds"
  | "drift"
  | "lost-end"
  | "outside"
  | "invented"
  | "babbling"
  | "other-language";

export interface MisbehaviourOptions {
  /** For how many requests; all that follow without it. */
  readonly times?: number;
  readonly status?: number;
  /** The header of an error. */
  readonly retryAfter?: string;
  readonly seconds?: number;
  readonly language?: string;
}

export interface Misbehaviour extends MisbehaviourOptions {
  readonly kind: MisbehaviourKind;
}
