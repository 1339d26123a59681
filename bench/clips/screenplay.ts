import type { Take } from "./footage/take.ts";
import { between, createRandom, oneOf, type Random, whole } from "./random.ts";
import type { ScreenPlan } from "./screens/screenplay.ts";

export type ShotKind = "camera" | "slide" | "screen" | "static" | "subject" | "real";
export type TransitionKind = "cut" | "jump" | "fade" | "dissolve";

/** What a shot shows and what happens in it; all numbers are frames from the shot's start. */
export interface PlannedShot {
  readonly kind: ShotKind;
  readonly frames: number;
  /** Everything random in the picture comes from this number; a jump cut keeps it and moves the view. */
  readonly look: number;
  readonly jumped: boolean;
  /** Of kind "real": what is shown; absent: a piece of the cartoon by chance. */
  readonly take?: Take;
  /** Of kind "screen": what a recorder of a screen saw, in place of a window in which lines are written. */
  readonly screen?: ScreenPlan;
  /** How this shot begins. */
  readonly transition: TransitionKind;
  /** Frames that the transition takes before and after the shot's first frame, in total. */
  readonly mixing: number;
  readonly textChanges: readonly number[];
  readonly flashes: readonly { readonly at: number; readonly frames: number }[];
  readonly marks: readonly { readonly at: number; readonly frames: number }[];
  readonly subjects: readonly { readonly at: number; readonly frames: number }[];
}

const FPS = 30;
/** Seconds in frames of the film. */
export const framesOf = (seconds: number) => Math.round(seconds * FPS);
const seconds = framesOf;

/** About how often what comes, in an hour of film with slides, talks and outdoor scenes. */
const KINDS: readonly ShotKind[] = [
  ...["camera", "camera", "camera", "camera", "real", "real", "real"],
  ...["slide", "slide", "screen", "static", "subject"],
] as ShotKind[];

/** Median shot of 5 s as in films of the last decades, with short ones of under a second among them. */
function length(random: Random, kind: ShotKind): number {
  if (kind === "slide" || kind === "screen") return seconds(between(random, 5, 9));
  if (kind === "static") return seconds(between(random, 8, 16));
  if (kind === "subject") return seconds(between(random, 5, 8));
  return random() < 0.15 ? seconds(between(random, 0.7, 1.5)) : seconds(between(random, 2, 6));
}

function transitionOf(random: Random, i: number, kind: ShotKind): TransitionKind {
  if (i === 0) return "cut";
  // A slide or a screen is filmed from the front.
  if (kind !== "slide" && kind !== "screen" && i % 9 === 4) return "jump";
  if (i % 12 === 7) return "dissolve";
  if (i % 16 === 10) return "fade";
  return random() < 0.02 && kind === "camera" ? "jump" : "cut";
}

/** A film of at least `duration` seconds; the same number gives the same film. */
export function writeScreenplay(
  duration: number,
  number: number,
  kinds: readonly ShotKind[] = KINDS,
): PlannedShot[] {
  const random = createRandom(number);
  const shots: PlannedShot[] = [];
  let total = 0;
  while (total < seconds(duration)) {
    const i = shots.length;
    const before = shots.at(-1);
    const chosen = oneOf(random, kinds);
    const transition = transitionOf(random, i, before?.kind ?? "slide");
    const kind = transition === "jump" && before ? before.kind : chosen;
    const soft = transition === "fade" || transition === "dissolve";
    const mixing = soft ? 2 * whole(random, 8, 16) : 0;
    const frames = Math.max(length(random, kind), mixing + seconds(1.5) * (soft ? 1 : 0));
    shots.push({
      kind,
      frames,
      look: transition === "jump" && before ? before.look : whole(random, 1, 1e9),
      jumped: transition === "jump" && !before?.jumped,
      transition,
      mixing,
      ...events(random, kind, frames),
    });
    total += frames;
  }
  return softened(shots);
}

function events(random: Random, kind: ShotKind, frames: number) {
  const inner = (margin: number) => whole(random, seconds(margin), frames - seconds(margin));
  const long = frames > seconds(3);
  const changes = kind === "slide" || kind === "screen" ? [inner(1.6), inner(1.6)] : [];
  const spaced = changes.sort((a, b) => a - b).filter((at, i, all) => i === 0 || at - (all[i - 1] ?? 0) > 40);
  const some = (share: number) => long && random() < share;
  return {
    textChanges: spaced,
    flashes: some(kind === "camera" || kind === "real" ? 0.12 : 0)
      ? [{ at: inner(1.2), frames: whole(random, 1, 3) }]
      : [],
    marks: some(kind === "static" ? 0.9 : kind === "camera" ? 0.25 : 0)
      ? [{ at: inner(1.4), frames: seconds(0.2) }]
      : [],
    subjects: kind === "subject" ? [{ at: inner(1.5), frames: seconds(between(random, 0.5, 0.9)) }] : [],
  };
}

/** A shot lends half of its successor's transition: events must not happen inside one. */
export function softened(shots: readonly PlannedShot[]): PlannedShot[] {
  return shots.map((shot, i) => {
    const needed = shot.mixing / 2 + (shots[i + 1]?.mixing ?? 0) / 2 + 20;
    return { ...shot, frames: Math.max(shot.frames, needed) };
  });
}
