import type { Progress } from "./message.ts";

/**
 * People wait two seconds without a sign (R. B. Miller, “Response time in man-computer conversational transactions”); what is left
 * of them is for the platform to show one. Milliseconds.
 */
const PATIENCE_MS = 1_500;

/** Runs a task later; what comes back calls it off. */
type Later = (task: () => void, milliseconds: number) => () => void;

export interface LateProgress extends Disposable {
  report(progress: Progress): void;
  /** For a step that is known to take long. */
  reportAtOnce(progress: Progress): void;
}

/**
 * Tells how far some work is only once it takes longer than people wait without a sign: each state takes an edit, and the answer would
 * have to wait for its turn. From then on each state is told as it comes.
 */
export function createLateProgress(
  report: (progress: Progress) => void,
  later: Later = byTimer,
): LateProgress {
  let state: "early" | "late" | "over" = "early";
  let held: Progress | null = null;
  const callOff = later(() => {
    if (state === "early") state = "late";
    if (state === "late" && held) report(held);
  }, PATIENCE_MS);
  const tell = (progress: Progress) => {
    if (state === "late") report(progress);
    else held = progress;
  };
  return {
    report: tell,
    reportAtOnce(progress) {
      callOff();
      if (state === "early") state = "late";
      tell(progress);
    },
    [Symbol.dispose]() {
      callOff();
      state = "over";
    },
  };
}

function byTimer(task: () => void, milliseconds: number): () => void {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
}
