import type { JobObserver } from "../observer.ts";

/** What this machine's last jobs say about how long the next will take. */
export interface Eta extends JobObserver {
  /** Minutes until a job in this position starts; null where it is not worth saying. */
  minutesToStart(position: number): number | null;
  /** Minutes until a job of this command that has run for so long ends; null where it is not worth saying. */
  minutesLeft(command: string, elapsedMs: number): number | null;
}

const REMEMBERED = 20;
/** With fewer, or when the longer ones take this many times the shorter ones, a guess would be no better than none. */
const ENOUGH = 5;
const WIDEST = 3;
const MINUTE_MS = 60_000;
/** A shorter wait is not worth saying. */
const WORTH_SAYING_MS = 30_000;

/** `running`: how many jobs run at a time. */
export function createEta(running: number): Eta {
  const all: number[] = [];
  /** A question takes seconds where a summary takes minutes, so each command has times of its own. */
  const byCommand = new Map<string, number[]>();
  const inMinutes = (milliseconds: number) =>
    milliseconds < WORTH_SAYING_MS ? null : Math.max(1, Math.round(milliseconds / MINUTE_MS));
  return {
    refused: () => undefined,
    started: () => undefined,
    stepped: () => undefined,
    ended({ event: { command } }, state, milliseconds) {
      if (state !== "done") return;
      const own = byCommand.get(command) ?? [];
      byCommand.set(command, own);
      for (const lengths of [all, own]) {
        lengths.push(milliseconds);
        if (lengths.length > REMEMBERED) lengths.shift();
      }
    },
    minutesToStart(position) {
      const one = typical(all);
      return one === null ? null : inMinutes(Math.ceil(position / running) * one);
    },
    minutesLeft(command, elapsedMs) {
      const one = typical(byCommand.get(command) ?? []);
      return one === null ? null : inMinutes(one - elapsedMs);
    },
  };
}

/** The median; null where too little is known, or lengths differ too much. */
function typical(lengths: readonly number[]): number | null {
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return sorted.length >= ENOUGH && at(0.75) <= WIDEST * at(0.25) ? at(0.5) : null;
}
