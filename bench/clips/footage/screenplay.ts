import { between, createRandom, oneOf, type Random, whole } from "../random.ts";
import { framesOf, type PlannedShot, softened, type TransitionKind } from "../screenplay.ts";
import { type FootageSet, SEGMENTS, type Segment } from "./recordings.ts";
import type { Take } from "./take.ts";

const SPEEDS = [0.8, 1, 1.25] as const;
/** Frames of a recording that are left free at both ends of a shot, for what is mixed with its neighbors. */
const MARGIN = 20;

/** A film of real footage, cut by chance, with a slide now and then; the same number gives the same film. */
export function writeFootageScreenplay(duration: number, number: number, set: FootageSet): PlannedShot[] {
  const random = createRandom(number);
  const shots: PlannedShot[] = [];
  let last: Footage | null = null;
  for (let total = 0; total < framesOf(duration); total += shots.at(-1)?.frames ?? 0) {
    const i = shots.length;
    if (i % 7 === 5) {
      shots.push(slide(random, transitionOf(i, false)));
      last = null;
      continue;
    }
    const transition: TransitionKind = transitionOf(i, last !== null && hasLater(last));
    last = transition === "jump" && last ? later(random, last) : another(random, SEGMENTS[set], last);
    shots.push(shotOf(random, last, transition));
  }
  return softened(shots);
}

/** A take, of which segment it is, and how long it lasts in frames of the film. */
interface Footage {
  readonly segment: Segment;
  readonly take: Take;
  readonly frames: number;
}

function transitionOf(i: number, canJump: boolean): TransitionKind {
  if (i === 0) return "cut";
  if (i % 6 === 3) return "dissolve";
  if (i % 11 === 6) return "fade";
  return canJump && i % 5 === 2 ? "jump" : "cut";
}

function another(random: Random, segments: readonly Segment[], last: Footage | null): Footage {
  const segment = oneOf(
    random,
    segments.filter((one) => one !== last?.segment),
  );
  const speed = oneOf(random, SPEEDS);
  const zoom = between(random, 0.45, 0.95);
  const length = random() < 0.15 ? between(random, 0.8, 1.5) : between(random, 2, 6.5);
  const most = ((segment.end - segment.start) * 30) / speed - 2 * MARGIN;
  const frames = Math.round(Math.min(framesOf(length), most));
  const margin = (MARGIN / 30) * speed;
  const start = between(random, segment.start + margin, segment.end - margin - (frames / 30) * speed);
  const look = { mirrored: random() < 0.5, brightness: oneOf(random, [0.85, 1, 1.1]) };
  return {
    segment,
    frames,
    take: { file: segment.file, start, speed, zoom, ...look, pan: panOf(random, frames / 30) },
  };
}

/** A jump cut leaves out this much, seconds of the recording. */
const LEFT_OUT = 1.5;
const SHORTEST = 1.2;

function endOf({ take, frames }: Footage): number {
  return take.start + (frames / 30) * take.speed;
}

function hasLater(footage: Footage): boolean {
  const rest = footage.segment.end - endOf(footage) - LEFT_OUT - (2 * MARGIN * footage.take.speed) / 30;
  return rest / footage.take.speed >= SHORTEST;
}

/** The same recording some time later; half of the jumps come a step nearer too. */
function later(random: Random, last: Footage): Footage {
  const { segment, take } = last;
  const start = endOf(last) + LEFT_OUT;
  const rest = (segment.end - start) / take.speed - (2 * MARGIN) / 30;
  const frames = framesOf(Math.min(rest, between(random, SHORTEST, 4)));
  const still = { start: 0, end: 0, from: take.pan.to, to: take.pan.to };
  const zoom = random() < 0.5 ? take.zoom : take.zoom * 0.8;
  return { segment, frames, take: { ...take, start, zoom, pan: still } };
}

/** Half of the shots stand still, most others turn slowly; one in ten turns at once, as a hand does. */
function panOf(random: Random, seconds: number): Take["pan"] {
  const view = () => ({ x: random(), y: random() });
  const [from, to, kind] = [view(), view(), random()];
  if (kind < 0.5) return { from, to: from, start: 0, end: 0 };
  if (kind < 0.9 || seconds < 2) return { from, to, start: 0, end: seconds };
  const start = between(random, 0.7, seconds - 1.2);
  return { from: { ...from, x: 0.05 }, to: { ...from, x: 0.95 }, start, end: start + 0.4 };
}

const NOTHING = { textChanges: [], flashes: [], marks: [], subjects: [] };

function shotOf(random: Random, { take, frames }: Footage, transition: TransitionKind): PlannedShot {
  const flashes =
    frames > 100 && random() < 0.15
      ? [{ at: whole(random, 40, frames - 40), frames: whole(random, 1, 3) }]
      : [];
  const base = { kind: "real", frames, look: 0, jumped: false, transition, take } as const;
  return { ...NOTHING, ...base, flashes, mixing: mixingOf(random, transition) };
}

/** Text grows twice, for two to four seconds each. */
function slide(random: Random, transition: TransitionKind): PlannedShot {
  const first = framesOf(between(random, 2, 3.5));
  const second = first + framesOf(between(random, 2, 3.5));
  const frames = second + framesOf(between(random, 2, 3.5));
  const base = { kind: "slide", frames, look: whole(random, 1, 1e9), jumped: false, transition } as const;
  return { ...NOTHING, ...base, textChanges: [first, second], mixing: mixingOf(random, transition) };
}

function mixingOf(random: Random, transition: TransitionKind): number {
  return transition === "dissolve" || transition === "fade" ? 2 * whole(random, 8, 16) : 0;
}
