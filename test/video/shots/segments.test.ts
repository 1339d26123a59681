import { describe, expect, it } from "vitest";
import type { ScanResult } from "../../../src/video/shots/scan-result.ts";
import { boundaryBetween, joinAlike, segmentByPicture, shotAt } from "../../../src/video/shots/segments.ts";
import { analysed, framesOf, hold, type Look } from "../../support/painted-scan.ts";

/** One candidate for each look: a new colour or a new number makes each a picture of its own. */
async function candidatesOf(looks: readonly Look[]): Promise<ScanResult["candidates"]> {
  const { candidates } = await analysed(framesOf(looks, 5));
  expect(candidates).toHaveLength(looks.length);
  return candidates;
}

const runs = (colours: readonly Look["colour"][], lengths: readonly number[]): Look[] =>
  colours.flatMap((colour, i) => hold({ colour }, lengths[i] ?? 0));

describe("segments by picture", () => {
  it("are the runs of painted colours, whatever their lengths", async () => {
    const frames = await candidatesOf(runs(["red", "blue", "yellow", "teal", "grey"], [7, 1, 12, 3, 5]));
    expect(segmentByPicture(frames, 5).map(({ from, to }) => [from, to])).toEqual([
      [0, 6],
      [7, 7],
      [8, 19],
      [20, 22],
      [23, 27],
    ]);
  });

  it("weigh a frame by how long it stands for, so that who stays outweighs who comes in", async () => {
    // A room; a person comes in within a second and is seen six times, then stays for ten and is seen once.
    const steps = [0, 10, 20, 30, 40, 50].map(
      (x): Look => ({ colour: "grey", box: { x, y: 20, width: 30, height: 60 } }),
    );
    const stays: Look = { colour: "grey", box: { x: 110, y: 10, width: 40, height: 70 } };
    const [first, ...others] = await candidatesOf([{ colour: "grey" }, ...steps, stays]);
    if (!first) throw new RangeError("no frames");
    const times = [10, 10.2, 10.4, 10.6, 10.8, 11, 21];
    const frames = [first, ...others.map((one, i) => ({ ...one, timestamp: times[i] ?? 0 }))];
    const keys = segmentByPicture(frames, 2).map(({ key }) => key);
    expect(keys).toContain(7);
  });

  it("join what is most alike where fewer are asked for", async () => {
    const looks = runs(
      [
        [100, 100, 100],
        [110, 110, 110],
        [230, 60, 60],
      ],
      [4, 4, 4],
    );
    const segments = segmentByPicture(await candidatesOf(looks), 2);
    expect(segments.map(({ from, to }) => [from, to])).toEqual([
      [0, 7],
      [8, 11],
    ]);
  });

  it("show the frame that is most like the others of its run", async () => {
    const odd = { colour: "grey", box: { x: 0, y: 0, width: 160, height: 60 } } as const;
    const plain = { colour: "grey" } as const;
    const [segment] = segmentByPicture(await candidatesOf([odd, plain, plain, plain, odd]), 1);
    expect([1, 2, 3]).toContain(segment?.key);
  });

  it("never outnumber the frames, cover them all, and hold their key", async () => {
    const frames = await candidatesOf(runs(["red", "blue"], [2, 1]));
    for (const count of [1, 2, 3, 9]) {
      const segments = segmentByPicture(frames, count);
      expect(segments).toHaveLength(Math.min(count, 3));
      expect(segments[0]?.from).toBe(0);
      expect(segments.at(-1)?.to).toBe(2);
      for (const [i, { from, to, key }] of segments.entries()) {
        expect(key >= from && key <= to).toBe(true);
        expect(from).toBe((segments[i - 1]?.to ?? -1) + 1);
      }
    }
  });

  it("are found among as many frames as a storyboard has", async () => {
    const frames = await candidatesOf(runs(["red", "blue", "green", "yellow"], [16, 16, 16, 16]));
    expect(segmentByPicture(frames, 8)).toHaveLength(8);
    expect(segmentByPicture(frames, 4).map(({ from }) => from)).toEqual([0, 16, 32, 48]);
  });

  it("are none without frames", () => {
    expect(segmentByPicture([], 5)).toEqual([]);
  });
});

describe("where one part ends and the next begins", () => {
  const scan = { range: { start: 0, end: 10 }, cuts: [2, 5, 6], candidates: [] } as const;
  const result: ScanResult = { ...scan, readUntil: 9, frames: 1, faults: 0 };

  it.each([
    ["the first cut between the two frames", 1, 5.5, 2],
    ["a cut at the later frame itself", 3, 5, 5],
    ["not the cut that the earlier frame begins", 2, 4, 4],
    ["the later frame where no cut lies between", 6.5, 9, 9],
  ])("is %s", (_, earlier, later, boundary) => {
    expect(boundaryBetween(result, earlier, later)).toBe(boundary);
  });

  it("is told by the shot that holds a moment, which begins with its cut", async () => {
    const looks = [...hold({ colour: "red" }, 20), ...hold({ colour: "blue" }, 20)];
    const painted = await analysed(framesOf(looks));
    expect(shotAt(painted, 0.79)).toMatchObject({ start: 0, end: 0.8 });
    expect(shotAt(painted, 0.8)).toMatchObject({ start: 0.8, end: painted.range.end });
    expect(shotAt(painted, 99)).toEqual(painted.range);
  });
});

describe("joining segments that look alike", () => {
  it("leaves one of a slow zoom, and both of what differs", async () => {
    const still: Look = { colour: "grey", box: { x: 40, y: 20, width: 60, height: 40 } };
    const nearer: Look = { colour: "grey", box: { x: 39, y: 19, width: 62, height: 42 } };
    const frames = await candidatesOf([{ colour: "orange" }, still, nearer]);
    const runs = [0, 1, 2].map((i) => ({ from: i, to: i, key: i }));
    expect(joinAlike(frames, runs)).toEqual([
      { from: 0, to: 0, key: 0 },
      { from: 1, to: 2, key: 1 },
    ]);
  });

  it("keeps steps that are all small, since then they are what there is to see", async () => {
    const steps = [0, 12, 24].map(
      (x): Look => ({ colour: "grey", box: { x, y: 20, width: 10, height: 40 } }),
    );
    const frames = await candidatesOf(steps);
    const runs = [0, 1, 2].map((i) => ({ from: i, to: i, key: i }));
    expect(joinAlike(frames, runs)).toHaveLength(3);
  });

  it("keeps what was put into a picture that stands still, however little of it changes", async () => {
    const desk: Look = { colour: "grey" };
    const dialog: Look = { colour: "grey", box: { x: 60, y: 30, width: 40, height: 20 } };
    const { candidates } = await analysed(
      framesOf([...hold({ colour: "orange" }, 30), ...hold(desk, 30), ...hold(dialog, 30)]),
    );
    const at = (time: number) => candidates.findIndex(({ timestamp }) => timestamp >= time);
    const runs = [0.8, 2, 3.2].map((time) => ({ from: at(time), to: at(time), key: at(time) }));
    expect(joinAlike(candidates, runs)).toHaveLength(3);
    const again = [2, 2.2].map((time) => ({ from: at(time), to: at(time), key: at(time) }));
    expect(joinAlike(candidates, again)).toHaveLength(1);
  });
});
