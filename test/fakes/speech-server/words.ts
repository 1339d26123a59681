import type { Misbehaviour } from "./misbehaviour.ts";
import { hearMarks } from "./tones.ts";
import type { Sound } from "./wav.ts";

export interface Said {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How sure the model is that no one speaks. */
  readonly silence: number;
}

/** vLLM cuts by itself at 30 seconds: each cut makes later times late, and swallows the words before it. */
const WINDOW = 30;
const LATE = 0.5;

/** What a model says of the sound: "mark 42" where it hears the tones of second 42. */
export function wordsIn(
  sound: Sound,
  cutsByItself: boolean,
  { kind, seconds = 1 }: Partial<Misbehaviour>,
): Said[] {
  const length = sound.samples.length / sound.rate;
  const heard = hearMarks(sound.samples, sound.rate).map(({ second, start, end }) => ({
    ...{ start, end, text: `mark ${second}`, silence: 0.02 },
  }));
  const said = cutsByItself ? withOwnCuts(heard) : heard;
  switch (kind) {
    case "drift":
      return said.map((one) => ({ ...one, start: one.start + seconds, end: one.end + seconds }));
    case "lost-end":
      return said.slice(0, -1);
    case "outside":
      return [...said, { start: length + 1, end: length + 3, text: "after the end", silence: 0.1 }];
    case "invented":
      return [...said, ...inventedIn(said, length)];
    case "babbling":
      return said.length > 0 ? said : [{ start: 0, end: length, text: babble(sound), silence: 0.02 }];
    default:
      return said;
  }
}

const SUBJECTS = ["The river", "Our neighbor", "A new teacher", "My brother", "The last train"] as const;
const DOINGS = [
  "came back on Monday.",
  "is waiting for us.",
  "sings every night.",
  "knows the way.",
] as const;

/** The same words for the same sound; a number from its samples chooses them. */
function babble({ samples }: Sound): string {
  const sum = samples.reduce((all, sample) => (all + Math.round(Math.abs(sample) * 32_768)) % 9_973, 0);
  return `${SUBJECTS[sum % SUBJECTS.length]} ${DOINGS[(sum >> 3) % DOINGS.length]}`;
}

function withOwnCuts(said: readonly Said[]): Said[] {
  return said
    .filter(({ end }, i) => {
      const next = said[i + 1];
      const window = Math.floor((end - 0.01) / WINDOW);
      return next === undefined || Math.floor(next.start / WINDOW) === window;
    })
    .map((one) => {
      const late = LATE * Math.floor(one.start / WINDOW);
      return { ...one, start: one.start + late, end: one.end + late };
    });
}

function inventedIn(said: readonly Said[], length: number): Said[] {
  const from = said.at(-1)?.end ?? 0;
  return length - from < 0.5
    ? []
    : [{ start: from, end: length, text: "Thank you for watching!", silence: 0.92 }];
}
