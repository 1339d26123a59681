import { type Candidate, isPoor, type Shot } from "../shots/scan-result.ts";

/** Something that came into a shot and then stood still for a while, as lines on a slide and pages on a screen do. */
export interface Written {
  /** The frame that shows it. */
  readonly candidate: Candidate;
  /** While it can be read: until the next of its kind, or the end of the shot. */
  readonly start: number;
  readonly end: number;
  /** How much it deserves a frame. */
  readonly value: number;
}

/** What is there to be read stands for this long, seconds; most that moves does not. */
const STAYS = 1;
/** Text is there at once, is typed or fades in; a person who sits down or a car that parks takes longer to arrive. */
const ARRIVES = 1;
/** Levels of a cell that stand still, and that another content differs by (a thin line of small text changes 15). */
const SAME = 8;
const OTHER = 13;
/** A cell that changes more often than this a second belongs to a clock, a pointer or a film within the picture. */
const TICKING = 0.7;
/** Cells of 920 from which it is no noise: a short word. A line has 5 to 40; a person, who has more, deserves no more. */
const LEAST_CELLS = 4;
const MOST_CELLS = 12;
/** Changes this near to each other are one, as during typing; after so long what is there is worth a look. */
const SAME_WRITING = 0.8;
const LONGEST_WRITING = 3;
/** With this share of the picture in motion at any time so many seconds around, a change says little. Slides have under .05, a tripod's street .2. */
const AROUND = 0.5;
const RESTLESS = 0.25;
/** What is left of its worth there: captions do stand over moving pictures. */
const IN_MOTION = 0.1;

/** Text is there at once. What takes longer than this is being typed, or moves; it counts by half. */
const AT_ONCE = 0.4;

/** In order of time, what the shot begins with among them, where a later change covers it. */
export function writtenIn(shot: Shot): Written[] {
  const frames = shot.candidates.filter((one) => !isPoor(one, shot));
  const times = [...frames.map(({ timestamp }) => timestamp), shot.end];
  const standing = standingCells(frames, times);
  const writings = joined(standing.changes, times);
  const at = (i: number) => times[i] ?? shot.end;
  const valued = writings.map((writing) => ({ ...writing, value: worthOf(writing, standing, times) }));
  const [next] = valued;
  const covered = next && frames[0] && covers(next, frames[next.first - 1] ?? frames[0]);
  const all = covered ? [{ ...next, first: 0, last: 0 }, ...valued] : valued;
  return all.flatMap(({ first, last, value }, i) => {
    const until = all[i + 1]?.first ?? frames.length;
    const candidate = clearest(frames.slice(last, until), at(last));
    return candidate && value > 0 ? [{ candidate, start: at(first), end: at(until), value }] : [];
  });
}

function worthOf({ first, last, cells }: Writing, standing: Standing, times: readonly number[]): number {
  const size = inLines(cells).length;
  if (size < LEAST_CELLS) return 0;
  const isNear = (i: number) => Math.abs((times[i] ?? 0) - (times[last] ?? 0)) <= AROUND;
  const around = standing.count.filter((_, i) => isNear(i));
  const moving = 1 - Math.min(...around) / Math.max(1, standing.cells);
  const slow = (times[last] ?? 0) - (times[first] ?? 0) > AT_ONCE ? 0.5 : 1;
  return slow * Math.min(size, MOST_CELLS) * Math.max(IN_MOTION, 1 - moving / RESTLESS);
}

/** True where cells that changed had not shown one plain ground: a page, unlike a line, takes another one's place. */
function covers({ cells }: Writing, before: Candidate): boolean {
  const levels = [...cells].map((cell) => before.signature.luma[cell] ?? 0).sort((a, b) => a - b);
  const ground = levels[levels.length >> 1] ?? 0;
  const inked = levels.filter((level) => Math.abs(level - ground) > OTHER).length;
  return inked >= Math.max(LEAST_CELLS, INKED * levels.length);
}

/** Share of the changed cells that had ink. */
const INKED = 0.15;

interface Standing {
  readonly cells: number;
  /** Of each frame, how many cells stand still there. */
  readonly count: readonly number[];
  /** Of each frame, the cells that show something else from there on, and stand. */
  readonly changes: readonly (readonly number[])[];
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

function standingCells(frames: readonly Candidate[], times: readonly number[]): Standing {
  const cells = frames[0]?.signature.luma.length ?? 0;
  const count = new Array<number>(frames.length).fill(0);
  const changes = frames.map((): number[] => []);
  const ticking = Math.max(4, TICKING * ((times.at(-1) ?? 0) - (times[0] ?? 0)));
  for (let cell = 0; cell < cells; cell++) {
    const runs = runsOf(frames, cell);
    const lasting = runs.filter(({ from, to }) => (times[to] ?? 0) - (times[from] ?? 0) >= STAYS);
    for (const { from, to } of lasting) for (let k = from; k < to; k++) count[k] = (count[k] ?? 0) + 1;
    const replacing = lasting.filter((run, i) => isReplaced(lasting[i - 1], run, times));
    for (const { from } of runs.length > ticking ? [] : replacing) changes[from]?.push(cell);
  }
  return { cells, count, changes };
}

function isReplaced(before: Run | undefined, run: Run, times: readonly number[]): boolean {
  if (!before) return false;
  const arrived = run.from === before.to || (times[run.from] ?? 0) - (times[before.to - 1] ?? 0) <= ARRIVES;
  return arrived && Math.abs(before.level - run.level) > OTHER;
}

/** Stretches of frames, half-open, in which a cell keeps its level. */
function runsOf(frames: readonly Candidate[], cell: number): Run[] {
  const runs: Run[] = [];
  let [from, level] = [0, frames[0]?.signature.luma[cell] ?? 0];
  for (let i = 1; i <= frames.length; i++) {
    const now = frames[i]?.signature.luma[cell];
    if (now !== undefined && Math.abs(now - level) <= SAME) continue;
    runs.push({ from, to: i, level });
    [from, level] = [i, now ?? 0];
  }
  return runs;
}

interface Writing {
  readonly first: number;
  readonly last: number;
  readonly cells: ReadonlySet<number>;
}

/** Changes that follow each other closely, as one. */
function joined(changes: readonly (readonly number[])[], times: readonly number[]): Writing[] {
  const writings: Writing[] = [];
  const time = (i: number) => times[i] ?? 0;
  for (const [i, cells] of changes.entries()) {
    if (cells.length === 0) continue;
    const before = writings.at(-1);
    const near = before && time(i) - time(before.last) <= SAME_WRITING;
    if (before && near && time(i) - time(before.first) <= LONGEST_WRITING) {
      writings[writings.length - 1] = { ...before, last: i, cells: new Set([...before.cells, ...cells]) };
    } else writings.push({ first: i, last: i, cells: new Set(cells) });
  }
  return writings.filter(({ cells }) => cells.size >= LEAST_CELLS);
}

/** Cells with another one beside them: letters stand in lines, and noise alone. */
function inLines(cells: ReadonlySet<number>): number[] {
  return [...cells].filter((cell) => cells.has(cell - 1) || cells.has(cell + 1));
}

/** The decoder mends what it first shows; and what is seen later may have been followed by a change too small to notice. */
const MENDED = 0.2;
const SOON = 2;

/** The most settled frame soon after everything was there. */
function clearest(frames: readonly Candidate[], start: number): Candidate | undefined {
  const soon = frames.filter(({ timestamp }) => timestamp >= start + MENDED && timestamp <= start + SOON);
  const pool = soon.length > 0 ? soon : frames.slice(0, 1);
  return pool.reduce<Candidate | undefined>(
    (best, one) => (best && best.difference <= one.difference ? best : one),
    undefined,
  );
}
