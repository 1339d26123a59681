import type { OutgoingMessage, ProgressStep } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import { EDIT_INTERVAL } from "../limits.ts";
import { createRecent } from "../recent.ts";

const MESSAGES = 1000;

interface Pace {
  at: number;
  step: ProgressStep | undefined;
  running: number;
  tail: Promise<unknown>;
}

/**
 * Edits of one message happen one after another. Of the lines that only say how far a step is, those that come
 * sooner than the interval, or while an edit is under way, are left out: the next one says more anyway. A new
 * step, the end of one, and everything that is no progress is always shown.
 */
export function createEditPace(now: () => number) {
  const paces = createRecent<Pace>(MESSAGES);
  return async (ref: MessageRef, message: OutgoingMessage, edit: () => Promise<void>): Promise<void> => {
    const pace = paces.get(ref) ?? {
      at: Number.NEGATIVE_INFINITY,
      step: undefined,
      running: 0,
      tail: Promise.resolve(),
    };
    if (isSkippable(message, pace, now())) return;
    pace.at = now();
    pace.step = message.progress?.step;
    pace.running += 1;
    const turn = pace.tail.then(edit).finally(() => {
      pace.running -= 1;
    });
    pace.tail = turn.catch(() => undefined);
    paces.set(ref, pace);
    await turn;
  };
}

function isSkippable({ kind, progress }: OutgoingMessage, pace: Pace, time: number): boolean {
  if (kind !== "progress" || !progress || progress.done || progress.step !== pace.step) return false;
  return pace.running > 0 || time - pace.at < EDIT_INTERVAL;
}
