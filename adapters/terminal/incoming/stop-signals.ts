import { SIGNAL_EXIT_CODES, type StopSignal } from "../exit.ts";

/** The part of `process` that tells of signals. */
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
 * One Ctrl-C can arrive twice: from the terminal, which tells the whole process group, and from npm or
 * another parent that passes it on. What follows within this time, in milliseconds, is the same one.
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
