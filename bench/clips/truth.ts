import type { PlannedShot, ShotKind, TransitionKind } from "./screenplay.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

interface TrueTransition extends Span {
  readonly kind: TransitionKind;
}

interface TrueShot extends Span {
  readonly kind: ShotKind;
}

/** What a clip is known to show. All times are seconds; spans are half-open. */
export interface Truth {
  readonly duration: number;
  readonly frames: number;
  readonly shots: readonly TrueShot[];
  readonly transitions: readonly TrueTransition[];
  /** A text change and the end of what can be read of it: the next change or the end of the shot. */
  readonly textChanges: readonly Span[];
  readonly flashes: readonly Span[];
  readonly marks: readonly Span[];
  readonly subjects: readonly Span[];
}

/** `time` gives the presentation time of frame n. */
export function truthOf(shots: readonly PlannedShot[], time: (frame: number) => number): Truth {
  const starts: number[] = [];
  let frames = 0;
  for (const shot of shots) {
    starts.push(frames);
    frames += shot.frames;
  }
  const startOf = (i: number) => starts[i] ?? frames;
  const spans = (pick: (shot: PlannedShot) => readonly { at: number; frames: number }[]) =>
    shots.flatMap((shot, i) =>
      pick(shot).map((event) => ({
        start: time(startOf(i) + event.at),
        end: time(startOf(i) + event.at + event.frames),
      })),
    );
  return {
    duration: time(frames),
    frames,
    shots: shots.map(({ kind, mixing }, i) => ({
      kind,
      // Half-way through a transition the shot is not defined.
      start: time(startOf(i) + mixing / 2),
      end: time(startOf(i + 1) - (shots[i + 1]?.mixing ?? 0) / 2),
    })),
    transitions: shots.slice(1).map(({ transition, mixing }, i) => ({
      kind: transition,
      start: time(startOf(i + 1) - mixing / 2),
      end: time(startOf(i + 1) + mixing / 2),
    })),
    textChanges: spans(({ screen, textChanges, frames: length }) =>
      screen
        ? screen.texts
        : textChanges.map((at, k) => ({ at, frames: (textChanges[k + 1] ?? length) - at })),
    ),
    flashes: spans(({ flashes }) => flashes),
    marks: spans(({ marks }) => marks),
    subjects: spans(({ subjects }) => subjects),
  };
}
