import { CuepointError, type ErrorCode } from "../errors.ts";
import type { OutgoingMessage } from "./message.ts";
import type { ThreadId } from "./thread-id.ts";

/** What a platform allows in one message; the core asks, the adapter obeys by construction. */
interface MessageLimits {
  readonly textLength: number;
  readonly filesPerMessage: number;
  readonly bytesPerFile: number;
  /** Least time between two edits of one message, milliseconds. */
  readonly editInterval: number;
  /** A summary is shown in brief first (`OutgoingMessage.brief`). Absent where nothing could be pressed for the rest. */
  readonly isBrief?: true;
}

/** Names a message of a thread for later edits; opaque to the core, plain text. */
export type MessageRef = string;

/**
 * Makes posting survive a crash. An adapter splits a message into the same parts every time, skips those that are in
 * `posted`, and tells each further part's ref as soon as the platform has it. `key` is the same for every try: where the
 * platform can refuse a second message with one key, a part that was posted but not recorded is not posted again.
 */
export interface Delivery {
  readonly key: string;
  readonly posted: readonly MessageRef[];
  onPosted(ref: MessageRef): Promise<void>;
  /**
   * A message of ours whose place the first part takes: it is changed, and no new one is posted. Where it is gone, the
   * part is posted as any other.
   */
  readonly replaces?: MessageRef;
}

/**
 * With `answering`, the id of an event that is being worked on, the platform may show what is said as its reply to that
 * event, or to that person alone. Without, it is for everyone.
 */
export type OpenThread = (id: ThreadId, answering?: string) => Thread;

export interface Thread {
  readonly id: ThreadId;
  readonly limits: MessageLimits;
  /** Returns the ref of the first part, the one that edits change. */
  post(message: OutgoingMessage, delivery?: Delivery): Promise<MessageRef>;
  edit(ref: MessageRef, message: OutgoingMessage): Promise<void>;
  /** Takes back a message of ours; harmless where it is gone already. */
  remove(ref: MessageRef): Promise<void>;
  /** Where people open a message of ours; null where messages have no addresses, or that one's cannot be had. */
  addressOf(ref: MessageRef): Promise<string | null>;
  /**
   * Where the platform has a sign of its own that the bot is at work in a thread: called once for each job that begins and once
   * when it has ended, in whatever way. Never rejects.
   */
  showWork?(isAtWork: boolean): Promise<void>;
}

const CLOSED: readonly ErrorCode[] = ["thread-gone", "thread-locked"];
const AWAY: readonly ErrorCode[] = ["platform-unreachable", "platform-signed-out"];

/**
 * True where a thread takes nothing more from the bot and will not by itself: no one could read what is still being
 * worked on, nor a word about it.
 */
export function isClosed(error: unknown): error is CuepointError {
  return error instanceof CuepointError && CLOSED.includes(error.code);
}

/** True where the platform takes nothing for now. A token that it does not know may be known again in a minute. */
export function isAway(error: unknown): error is CuepointError {
  return error instanceof CuepointError && AWAY.includes(error.code);
}
