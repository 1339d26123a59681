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
/** Levels of a cell that stand still, and that another content clearly differs by (a thin line of small text changes 15). */
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
  const valued = writings.map((writing, i) => ({
    ...writing,
    value: isBack(writing, writings.slice(0, i), frames) ? 0 : worthOf(writing, standing, times),
  }));
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
  const size = inLines(cells);
  if (size < LEAST_CELLS) return 0;
  const isNear = (i: number) => Math.abs((times[i] ?? 0) - (times[last] ?? 0)) <= AROUND;
  const around = standing.count.filter((_, i) => isNear(i));
  const moving = 1 - Math.min(...around) / Math.max(1, standing.cells);
  const slow = (times[last] ?? 0) - (times[first] ?? 0) > AT_ONCE ? 0.5 : 1;
  return slow * Math.min(size, MOST_CELLS) * Math.max(IN_MOTION, 1 - moving / RESTLESS);
}

/** True where cells that changed had not shown one plain ground: a page, unlike a line, takes another one's place. */
function covers({ cells }: Writing, before: Candidate): boolean {
  const levels = cells
    .flatMap(({ cell, clear }) => (clear ? [before.signature.luma[cell] ?? 0] : []))
    .sort((a, b) => a - b);
  const ground = levels[levels.length >> 1] ?? 0;
  const inked = levels.filter((level) => Math.abs(level - ground) > OTHER).length;
  return inked >= Math.max(LEAST_CELLS, INKED * levels.length);
}

/** Share of the changed cells that had ink. */
const INKED = 0.15;

/** Of the cells that changed so many are the same again; a pointer may have passed over some. */
const BACK = 0.9;

/** True where all that changed shows again what an earlier writing covered, as where a menu closes: it was there to be read then. */
function isBack(
  { last, cells }: Writing,
  earlier: readonly Writing[],
  frames: readonly Candidate[],
): boolean {
  const now = frames[last]?.signature.luma;
  return earlier.some(({ first }) => {
    const then = frames[first - 1]?.signature.luma;
    if (!now || !then) return false;
    const same = cells.filter(({ cell }) => Math.abs((now[cell] ?? 0) - (then[cell] ?? 0)) <= SAME);
    return same.length >= BACK * cells.length;
  });
}

interface Standing {
  readonly cells: number;
  /** Of each frame, how many cells stand still there. */
  readonly count: readonly number[];
  /** Of each frame, the cells that show something else from there on, and stand. */
  readonly changes: readonly (readonly Change[])[];
}

interface Change {
  readonly cell: number;
  /** Ink by itself; a fainter change is ink only beside one that is clear. */
  readonly clear: boolean;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

function standingCells(frames: readonly Candidate[], times: readonly number[]): Standing {
  const cells = frames[0]?.signature.luma.length ?? 0;
  const count = new Array<number>(frames.length).fill(0);
  const changes = frames.map((): Change[] => []);
  const ticking = Math.max(4, TICKING * ((times.at(-1) ?? 0) - (times[0] ?? 0)));
  for (let cell = 0; cell < cells; cell++) {
    const runs = runsOf(frames, cell);
    const lasting = runs.filter(({ from, to }) => (times[to] ?? 0) - (times[from] ?? 0) >= STAYS);
    for (const { from, to } of lasting) for (let k = from; k < to; k++) count[k] = (count[k] ?? 0) + 1;
    if (runs.length > ticking) continue;
    for (const { from, clear } of arrivals(lasting, times)) changes[from]?.push({ cell, clear });
  }
  return { cells, count, changes };
}

/** Where another level takes the place of one that stood. */
function arrivals(lasting: readonly Run[], times: readonly number[]): { from: number; clear: boolean }[] {
  return lasting.flatMap((run, i) => {
    const before = lasting[i - 1];
    if (!before || !hasArrived(before, run, times)) return [];
    return [{ from: run.from, clear: Math.abs(before.level - run.level) > OTHER }];
  });
}

function hasArrived(before: Run, run: Run, times: readonly number[]): boolean {
  const arrived = run.from === before.to || (times[run.from] ?? 0) - (times[before.to - 1] ?? 0) <= ARRIVES;
  return arrived && Math.abs(before.level - run.level) > SAME;
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
  /** Each once. */
  readonly cells: readonly Change[];
}

/** Changes that follow each other closely, as one. */
function joined(changes: readonly (readonly Change[])[], times: readonly number[]): Writing[] {
  const writings: Writing[] = [];
  const time = (i: number) => times[i] ?? 0;
  for (const [i, cells] of changes.entries()) {
    if (!cells.some(({ clear }) => clear)) continue;
    const before = writings.at(-1);
    const near = before && time(i) - time(before.last) <= SAME_WRITING;
    if (before && near && time(i) - time(before.first) <= LONGEST_WRITING) {
      writings[writings.length - 1] = { ...before, last: i, cells: united(before.cells, cells) };
    } else writings.push({ first: i, last: i, cells });
  }
  return writings.filter(({ cells }) => inLines(cells) >= LEAST_CELLS);
}

function united(before: readonly Change[], now: readonly Change[]): Change[] {
  return [...new Map([...before, ...now].map((change) => [change.cell, change])).values()];
}

/**
 * How many cells stand in a row with another one, one of them clear at least: letters stand in lines, and noise alone.
 * A line that falls on two rows of cells changes each by half: of 36 changes in a painted film two went unseen without faint ones.
 */
function inLines(cells: readonly Change[]): number {
  let count = 0;
  let row: Change[] = [];
  const close = () => {
    if (row.length > 1 && row.some(({ clear }) => clear)) count += row.length;
    row = [];
  };
  for (const change of cells.toSorted((a, b) => a.cell - b.cell)) {
    if (change.cell !== (row.at(-1)?.cell ?? change.cell) + 1) close();
    row.push(change);
  }
  close();
  return count;
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
