import type { ErrorCode, ErrorDetails } from "../../errors.ts";

/** What is said of jobs. Minutes are whole and at least one; `id` is the job's. */
export interface JobWords {
  /** A job that waits: its position, 1 for the next. */
  waiting(id: string, position: number): string;
  waitingWithEta(id: string, position: number, minutes: number): string;
  /** A message had more links than are taken from one. */
  linksLeftOut(leftOut: number, most: number): string;
  /** What a running step's line becomes where it is known how long the rest takes. */
  withEta(line: string, minutes: number): string;
  /** Small print under a job that is at work: the id to name it by. */
  named(id: string): string;
  readonly starting: string;
  readonly waitingForRoom: string;
  readonly tryingAgain: string;
  /** After this process was told to stop, or died. */
  readonly takenUpAgain: string;
  /** Under an answer of which some messages could not be posted. */
  readonly restMissing: string;
  readonly done: string;
  /** Whole seconds, at least one, from the question to the answer. */
  doneIn(seconds: number): string;
  readonly failed: string;
  readonly stopped: string;
  /** On the button. */
  readonly stop: string;
  readonly retry: string;
  /** Answers to status, cancel and retry. */
  readonly none: string;
  unknown(id: string): string;
  line(id: string, command: string, state: string): string;
  readonly nothingToStop: string;
  /** To the button of a job that is over. */
  readonly alreadyEnded: string;
  readonly notYours: string;
  stopping(id: string): string;
  readonly nothingToRetry: string;
  readonly stillRunning: string;
}

/** As far as people care: seconds up to an hour, then minutes. */
export function splitSeconds(seconds: number): { hours: number; minutes: number; seconds: number } {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return { hours, minutes, seconds: hours > 0 ? 0 : seconds % 60 };
}

/** The part of a catalogue's error sentences that only jobs have. */
export type JobErrorSentences = Readonly<Record<JobErrorCode, (details: ErrorDetails) => string>>;
type JobErrorCode = Extract<ErrorCode, `limit-${string}` | "no-room" | "video-crashed">;
