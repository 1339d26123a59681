import { markTones } from "../../fixtures/sounds.ts";

/** What sounds in one second of a test clip: two tones, which say which second it is. */
export interface Mark {
  /** 0 to 99. */
  readonly second: number;
  /** Seconds of the sound that was looked at. */
  readonly start: number;
  readonly end: number;
}

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const LOW = DIGITS.map((digit) => markTones(digit)[0]);
const HIGH = DIGITS.map((digit) => markTones(10 * digit)[1]);

/** Seconds; all tones have whole cycles in it, so they do not disturb each other. */
const WINDOW = 0.05;
/** Of the sound's power, each tone of a pair has about half. */
const SHARE = 0.2;
/** Mean square of full scale; below is silence. */
const QUIET = 1e-5;
/** Windows; anything shorter is an edge. */
const SHORTEST = 3;

/** Hears the marks in the samples (-1 to 1), in order of time. */
export function hearMarks(samples: Float32Array, rate: number): Mark[] {
  const size = Math.round(rate * WINDOW);
  const heard = Array.from({ length: Math.floor(samples.length / size) }, (_, i) =>
    secondIn(samples.subarray(i * size, (i + 1) * size), rate),
  );
  return runsOf(heard).flatMap(({ second, from, to }) =>
    second === null || to - from < SHORTEST ? [] : [{ second, start: from * WINDOW, end: to * WINDOW }],
  );
}

/** Mean square of the samples. */
function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
}

/** The second that the two loudest tones name; null where it is quiet, or something else is louder. */
export function secondIn(samples: Float32Array, rate: number): number | null {
  const power = powerOf(samples);
  if (power < QUIET) return null;
  const loudest = (tones: readonly number[]) => {
    const powers = tones.map((hertz) => tonePower(samples, hertz, rate));
    const most = Math.max(...powers);
    return most >= SHARE * power ? powers.indexOf(most) : null;
  };
  const [ones, tens] = [loudest(LOW), loudest(HIGH)];
  return ones === null || tens === null ? null : tens * 10 + ones;
}

/** Goertzel's algorithm: the power of one frequency, as the mean square of its sine. */
function tonePower(samples: Float32Array, hertz: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + coefficient * last - before];
  const square = last * last + before * before - coefficient * last * before;
  return (2 * square) / samples.length ** 2;
}

interface Run {
  readonly second: number | null;
  readonly from: number;
  readonly to: number;
}

function runsOf(seconds: readonly (number | null)[]): Run[] {
  const runs: Run[] = [];
  for (const [i, second] of seconds.entries()) {
    const last = runs.at(-1);
    if (last && last.second === second) runs[runs.length - 1] = { ...last, to: i + 1 };
    else runs.push({ second, from: i, to: i + 1 });
  }
  return runs;
}
