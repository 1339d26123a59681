import { between, createRandom, type Random, whole } from "../random.ts";
import { framesOf, type PlannedShot } from "../screenplay.ts";

/** What people record of their screens. */
export type ScreenKind = "typing" | "scrolling" | "pointer" | "pages" | "call";

export interface ScreenPlan {
  readonly kind: ScreenKind;
  /** From the frame at which all of a text can be read to the one at which it cannot any more, or another has come. */
  readonly texts: readonly { readonly at: number; readonly frames: number }[];
}

/** Seconds from one text to the next, those that it takes to come, and those that it stays where it does not wait for the next. */
interface Rhythm {
  readonly every: readonly [number, number];
  readonly coming: number;
  readonly stays?: readonly [number, number];
}

const RHYTHMS: Readonly<Record<ScreenKind, Rhythm>> = {
  typing: { every: [3.5, 7], coming: 0 },
  scrolling: { every: [3, 7], coming: 0.7 },
  pointer: { every: [4, 8], coming: 0, stays: [1.5, 3] },
  pages: { every: [3, 7], coming: 0 },
  call: { every: [3, 9], coming: 0 },
};

/** Each kind so many seconds, one after the other, until the film is long enough. */
const SCENE = 34;

export function writeScreens(duration: number, number: number, kinds: readonly ScreenKind[]): PlannedShot[] {
  const random = createRandom(number);
  const count = Math.max(kinds.length, Math.round(duration / SCENE));
  const frames = framesOf(duration / count);
  return Array.from({ length: count }, (_, i): PlannedShot => {
    const kind = kinds[i % kinds.length] ?? "pages";
    return {
      ...{ kind: "screen", frames, look: whole(random, 1, 1e9), jumped: false, transition: "cut", mixing: 0 },
      ...{ textChanges: [], flashes: [], marks: [], subjects: [] },
      screen: { kind, texts: textsOf(random, RHYTHMS[kind], frames) },
    };
  });
}

function textsOf(random: Random, { every, coming, stays }: Rhythm, length: number): ScreenPlan["texts"] {
  const times: number[] = [];
  const [least, most] = every;
  let at = framesOf(between(random, least, most));
  while (at + framesOf(least) < length) {
    times.push(at);
    at += framesOf(between(random, least, most));
  }
  return times.map((time, i) => {
    const until = (times[i + 1] ?? length) - (i + 1 < times.length ? framesOf(coming) : 0);
    const stay = stays ? framesOf(between(random, ...stays)) : Number.POSITIVE_INFINITY;
    return { at: time, frames: Math.min(until - time, stay) };
  });
}
