import type { ErrorCode } from "../../src/errors.ts";

/** From BSD's sysexits where it has one, else as shells do: 2 for usage, 128 + the signal's number. */
export const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  "file-missing": 66,
  "file-is-folder": 66,
  "file-empty": 65,
  "file-unreadable": 77,
  "file-too-large": 65,
  "not-a-video": 65,
  "no-picture": 65,
  "no-frames": 65,
  encrypted: 65,
  "picture-codec": 65,
  "picture-too-large": 65,
  "frame-rate-too-high": 65,
  "too-many-frames": 65,
  "too-many-streams": 65,
  "too-long": 65,
  "range-invalid": 2,
  "range-outside": 2,
  "clip-too-long": 2,
  "clip-too-large": 75,
  "link-unreachable": 69,
  "link-not-a-video": 65,
  "link-too-large": 65,
  "link-too-slow": 69,
  "link-interrupted": 69,
  "pages-off": 69,
  "page-blocked": 69,
  "page-sign-in": 69,
  "page-challenge": 69,
  "page-busy": 75,
  "page-live": 65,
  "page-without-video": 65,
  "ffmpeg-missing": 69,
  "video-timeout": 65,
  "video-failed": 65,
  "no-space": 74,
  "output-unwritable": 73,
  "store-unavailable": 69,
  "store-read-only": 73,
  "store-locked": 75,
  "folder-in-use": 69,
  "attachment-gone": 66,
  "attachment-external": 66,
  "attachment-forbidden": 77,
  "thread-gone": 66,
  "thread-locked": 77,
  "permission-missing": 77,
  "platform-signed-out": 77,
  "platform-unreachable": 69,
  "platform-setup": 78,
  "not-allowed": 77,
  "thread-unknown": 66,
  "video-unfinished": 75,
  "original-gone": 66,
  "model-missing": 69,
  "model-unreachable": 69,
  "model-loading": 69,
  "model-text-only": 69,
  "model-blind": 69,
  "model-schema-ignored": 69,
  "model-refused": 69,
  "model-overflow": 69,
  "model-timeout": 69,
  "model-garbled": 69,
  "speech-missing": 69,
  "speech-unreachable": 69,
  "speech-refused": 69,
  "speech-timeout": 69,
  "speech-garbled": 69,
  "limit-person": 75,
  "limit-tenant": 75,
  "limit-queue": 75,
  "limit-video-minutes": 75,
  "limit-model-tokens": 75,
  "no-room": 74,
  "video-crashed": 65,
  usage: 2,
  cancelled: 130,
  unexpected: 1,
};

export const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type StopSignal = keyof typeof SIGNAL_EXIT_CODES;

/** The part of `process` that reports signals. */
export interface SignalSource {
  on(signal: StopSignal, listener: (signal: StopSignal) => void): unknown;
  off(signal: StopSignal, listener: (signal: StopSignal) => void): unknown;
}

interface StopListener {
  /** Wind down, then exit with this code. */
  onStop(exitCode: number): void;
  /** Exit now: the person asked twice. */
  onStopNow(exitCode: number): void;
}

/**
 * Milliseconds. One Ctrl-C can arrive twice: from the terminal, which signals the whole process group, and from npm or
 * another parent that passes it on. A second signal within this time is the same one.
 */
const SAME_PRESS = 400;

/** Listens until the returned function is called. */
export function watchStopSignals(
  source: SignalSource,
  listener: StopListener,
  now: () => number = () => performance.now(),
): () => void {
  let firstAt: number | null = null;
  const onSignal = (signal: StopSignal) => {
    const exitCode = SIGNAL_EXIT_CODES[signal];
    if (firstAt === null) {
      firstAt = now();
      listener.onStop(exitCode);
    } else if (now() - firstAt > SAME_PRESS) {
      listener.onStopNow(exitCode);
    }
  };
  const signals = Object.keys(SIGNAL_EXIT_CODES) as StopSignal[];
  for (const signal of signals) source.on(signal, onSignal);
  return () => {
    for (const signal of signals) source.off(signal, onSignal);
  };
}
