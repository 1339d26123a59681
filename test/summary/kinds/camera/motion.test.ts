import { expect, it } from "vitest";
import { type Moved, motionIn } from "../../../../src/summary/kinds/camera/motion.ts";
import { activityOf, joinActivity, stretchesOf } from "../../../../src/summary/kinds/camera/stretches.ts";
import type { Candidate } from "../../../../src/video/shots/scan-result.ts";

const GRID = { columns: 40 };
const CELLS = 40 * 22;
const FLOOR = 120;

/** A person in this column, of this level. */
interface Person {
  readonly column: number;
  readonly level: number;
}

function lookAt(timestamp: number, person: Person | null, light = 0): Candidate {
  const luma = Uint8Array.from({ length: CELLS }, (_, cell) => {
    const [column, row] = [cell % GRID.columns, Math.floor(cell / GRID.columns)];
    const isPerson = person && Math.abs(column - person.column) < 3 && row > 5 && row < 18;
    return (isPerson ? person.level : FLOOR + (column % 3)) + light;
  });
  const chroma = new Uint8Array();
  const measured = { difference: 1, activity: 1, brightness: 100, contrast: 40 };
  return { timestamp, signature: { luma, cb: chroma, cr: chroma }, ...measured };
}

const seconds = (count: number, look: (second: number) => Candidate) =>
  Array.from({ length: count }, (_, i) => look(i));
const eventsIn = (looks: readonly Candidate[]) => stretchesOf(motionIn(looks, looks.length, GRID));

it("parts people who stop at the same place one after the other, though it is taken most of the time", () => {
  const levels = [20, 200, 60, 170, 20, 230];
  const looks = seconds(120, (second) => {
    const [visit, at] = [Math.floor(second / 20), second % 20];
    return lookAt(second, at < 4 ? null : { column: 20, level: levels[visit] ?? 0 });
  });
  expect(eventsIn(looks).map(({ start, end }) => [start, end])).toEqual(
    levels.map((_, visit) => [visit * 20 + 4, visit * 20 + 20]),
  );
});

it("takes no change of light all over the picture for something that moves", () => {
  expect(eventsIn(seconds(120, (second) => lookAt(second, null, second > 60 ? 60 : 0)))).toEqual([]);
});

it("says on which side something comes and where it goes", () => {
  const looks = seconds(60, (second) =>
    lookAt(second, second >= 20 && second < 30 ? { column: 38 - (second - 20) * 4, level: 30 } : null),
  );
  const [event, ...more] = eventsIn(looks);
  expect(more).toEqual([]);
  expect(event?.from).toBeGreaterThan(0.8);
  expect(event?.to).toBeLessThan(0.2);
});

it("keeps the strips of two parts on one clock where they meet between two values", () => {
  const moved = (timestamp: number, share: number): Moved => ({
    timestamp,
    until: timestamp + 1,
    share,
    at: 0.5,
  });
  const first = activityOf([moved(5, 0.1)], { start: 0, end: 601 });
  const second = activityOf([moved(601, 0.3), moved(610, 0.2)], { start: 601, end: 700 });
  const joined = joinActivity([first, second]);
  expect(joined).toMatchObject({ start: 0, every: 2 });
  expect(joined?.values).toHaveLength(350);
  expect([2, 300, 305].map((at) => joined?.values[at])).toEqual([0.1, 0.3, 0.2]);
});
