/**
 * - slow: each piece of text waits for `release`
 * - hang: takes the request and never sends anything
 * - hang-after-some: stops after two pieces of text
 * - 500, status: an error reply; status and body can be chosen
 * - html: 200 with a web page; empty: an event stream with nothing in it
 * - malformed, mid-stream-error, reset: broken JSON, an error event, a lost connection after two pieces of text
 * - truncated: cut off by the token limit
 * - prose, fenced: not JSON; JSON in a Markdown fence
 * - unknown-labels, overlap, loop: JSON of the right form that says impossible or worthless things
 * - huge: 10 MB of text; too-many-images: turns down more than `limit` pictures
 * - loading: 503 to everything, as while the weights are read; refuse-connection: the port is closed
 */
export type MisbehaviourKind =
  | "slow"
  | "hang"
  | "hang-after-some"
  | "500"
  | "status"
  | "html"
  | "empty"
  | "malformed"
  | "mid-stream-error"
  | "reset"
  | "truncated"
  | "prose"
  | "fenced"
  | "unknown-labels"
  | "overlap"
  | "loop"
  | "huge"
  | "too-many-images"
  | "loading"
  | "refuse-connection";

export interface MisbehaviourOptions {
  /** The proof that comes before the first use fails so, and nothing else. */
  readonly onProof?: boolean;
  /** Only after so many chat requests. */
  readonly after?: number;
  /** For how many chat requests; all that follow without it. */
  readonly times?: number;
  /** For "status" and "500". */
  readonly status?: number;
  readonly body?: unknown;
  /** For "too-many-images": the most that are taken. */
  readonly limit?: number;
}

export interface Misbehaviour extends MisbehaviourOptions {
  readonly kind: MisbehaviourKind;
}
