import type { Logger } from "../logger.ts";
import type { Catalogue } from "./locales/locales.ts";
import type { OutgoingMessage, Progress, Transfer } from "./message.ts";
import { isClosed, type MessageRef, type Thread } from "./thread.ts";

/** One message of a thread that tells how far a job is, edited as it goes on. */
export interface ProgressPost {
  /** Comes back at once; states that come faster than the thread takes edits give way to the latest. */
  report(progress: Progress): void;
  /** Sends the last state, if it has not been, and waits until the thread has it. */
  finish(): Promise<void>;
  /** For what takes the message's place: a state that has not been sent never is, and one on its way arrives first. */
  giveWay(): Promise<void>;
}

interface ProgressPostOptions {
  readonly thread: Thread;
  /** What a state of the progress looks like in the thread. */
  readonly render: (progress: Progress) => OutgoingMessage;
  readonly logger: Logger;
}

/** A progress message that cannot be sent is worth a line in the log, not the job. */
export function createProgressPost({ thread, render, logger }: ProgressPostOptions): ProgressPost {
  let waiting: Progress | null = null;
  let sending: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ref: MessageRef | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  let hasClosed = false;
  let isFailing = false;

  const send = async (progress: Progress) => {
    const message = render(progress);
    sentAt = performance.now();
    try {
      if (ref === null) ref = await thread.post(message);
      else await thread.edit(ref, message);
      isFailing = false;
    } catch (error) {
      hasClosed = isClosed(error);
      // The adapter has said that the thread is closed; and one line is enough for as long as it goes on.
      if (!hasClosed && !isFailing) logger.warn({ err: error }, "progress could not be shown");
      isFailing = true;
    }
  };

  const sendWaiting = () => {
    if (waiting === null || sending !== null) return;
    const progress = waiting;
    waiting = null;
    if (hasClosed) return;
    sending = send(progress).then(() => {
      sending = null;
      schedule();
    });
  };

  const schedule = () => {
    clearTimeout(timer);
    if (waiting === null || sending !== null) return;
    const rest = sentAt + thread.limits.editInterval - performance.now();
    if (rest <= 0) sendWaiting();
    else timer = setTimeout(sendWaiting, rest);
  };

  return {
    report(progress) {
      waiting = progress;
      schedule();
    },
    async finish() {
      clearTimeout(timer);
      while (sending !== null || waiting !== null) {
        sendWaiting();
        await sending;
      }
    },
    async giveWay() {
      clearTimeout(timer);
      waiting = null;
      await sending;
    },
  };
}

/** The thread that a command gets: `before` sees to what it has reported before it says anything else. */
export function afterProgress(thread: Thread, before: (message: OutgoingMessage) => Promise<void>): Thread {
  return {
    ...thread,
    async post(message, delivery) {
      await before(message);
      return thread.post(message, delivery);
    },
  };
}

/** How far fetching is, with its share where the size is known. */
export function fetchProgress(transfer: Transfer): Progress {
  const { bytes, totalBytes } = transfer;
  return { step: "fetch", transfer, ...(totalBytes && { fraction: Math.min(1, bytes / totalBytes) }) };
}

export function progressMessage(progress: Progress, catalogue: Catalogue): OutgoingMessage {
  const { step, done } = progress;
  const text = done ? catalogue.progress[step].done : unfinished(progress, catalogue);
  return { kind: "progress", text, progress };
}

/** What a step is about and which part of a long video it is in, for where a bar says how far it is. */
export function progressLine(progress: Progress, catalogue: Catalogue): string {
  return withParts(runningLine(progress, catalogue), progress, catalogue);
}

/** Whole minutes until all parts of a long video are watched; null where it is not known or not worth saying. */
export function minutesOfParts({ parts }: Progress): number | null {
  const { secondsLeft = 0 } = parts ?? {};
  return secondsLeft < WORTH_SAYING ? null : Math.max(1, Math.round(secondsLeft / 60));
}

/** Seconds. */
const WORTH_SAYING = 30;

function withParts(line: string, { step, parts }: Progress, catalogue: Catalogue): string {
  if (!parts) return line;
  if (step === "parts") return catalogue.progressParts(line, parts.done, parts.of);
  return catalogue.progressFirstPart(line, parts.of);
}

function runningLine({ step, range }: Progress, catalogue: Catalogue): string {
  return range === undefined ? catalogue.progress[step].running : catalogue.progressLook(range);
}

function unfinished(progress: Progress, catalogue: Catalogue): string {
  const { step, fraction, transfer, parts } = progress;
  const running = runningLine(progress, catalogue);
  if (transfer) {
    const { bytes, totalBytes, bytesPerSecond } = transfer;
    const total = totalBytes === null ? null : megabytes(totalBytes);
    return catalogue.progressTransfer(running, {
      done: megabytes(bytes),
      total,
      rate: megabytes(bytesPerSecond),
    });
  }
  // Parts that are done say it better than a share.
  if (fraction === undefined || (step === "parts" && parts)) return withParts(running, progress, catalogue);
  const percent = Math.floor(Math.min(1, Math.max(0, fraction)) * 100);
  return withParts(catalogue.progressPercent(running, percent), progress, catalogue);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
