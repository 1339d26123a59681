import { describe, expect, it } from "vitest";
import { atHand } from "../../../src/video/sample/at-hand.ts";
import { framesOf as readFrames } from "../../../src/video/sample/frames-of.ts";
import { nearest } from "../../../src/video/sample/strategy.ts";
import { createTimeline } from "../../../src/video/timeline.ts";
import type { Frame } from "../../../src/video/video.ts";
import { analysed, framesOf, hold, paintedVideo } from "../../support/painted-scan.ts";

const never = new AbortController().signal;
const WORD = { x: 30, y: 40, width: 80, height: 10 };
const frame = (timestamp: number, content = "kept"): Frame => ({
  timestamp,
  width: 512,
  height: 288,
  jpeg: Buffer.from(`${content} ${timestamp}`),
});

/** 4 s red, then 4 s blue, where a word appears at 6 s; 10 frames a second. */
const LOOKS = [
  ...hold({ colour: "red" }, 40),
  ...hold({ colour: "blue" }, 20),
  ...hold({ colour: "blue", box: WORD }, 20),
];
const painted = framesOf(LOOKS, 10);

async function handed(wanted: number, ...kept: number[]): Promise<number | undefined> {
  const scan = await analysed(painted);
  const one = nearest(scan.candidates, wanted);
  return atHand(
    [one],
    scan,
    kept.map((time) => frame(time)),
  ).get(one)?.timestamp;
}

describe("a frame at hand stands for a wanted one", () => {
  it("that is the same, before any other", async () => {
    expect(await handed(2, 1.9, 2, 2.1)).toBe(2);
  });
  it("that looks the same, up to two seconds away", async () => {
    expect(await handed(2, 0.5, 3.2)).toBe(3.2);
    expect(await handed(0.5, 3.2)).toBeUndefined();
  });
  it("but never beyond a cut", async () => {
    expect(await handed(3.8, 4.1)).toBeUndefined();
    expect(await handed(4.2, 3.9)).toBeUndefined();
  });
  it("but not before the text that is to be read there, nor for a picture without it", async () => {
    expect(await handed(6.4, 5.9)).toBeUndefined();
    expect(await handed(6.4, 6.6)).toBe(6.6);
    expect(await handed(5.8, 6.1)).toBeUndefined();
  });
  it("but not for a brief sight", async () => {
    const looks = [
      ...hold({ colour: "red" }, 40),
      ...hold({ colour: "red", box: WORD }, 2),
      ...hold({ colour: "red" }, 40),
    ];
    const scan = await analysed(framesOf(looks, 10));
    const brief = scan.candidates.find(({ novelty }) => novelty === "brief");
    expect(brief?.timestamp).toBeCloseTo(4);
    expect(atHand(brief ? [brief] : [], scan, [frame(3.9), frame(4.3)]).size).toBe(0);
  });
  it("once", async () => {
    const scan = await analysed(painted);
    const [a, b] = [nearest(scan.candidates, 1), nearest(scan.candidates, 2)];
    expect(atHand([a, b], scan, [frame(1.5)]).size).toBe(1);
  });
});

describe("the chosen frames", () => {
  const video = (reads: number[][]) => ({
    ...paintedVideo(painted),
    timeline: createTimeline(
      painted.map(({ timestamp }) => ({ timestamp, duration: 0.1, iFrame: timestamp === 0, bytes: 100 })),
    ),
    async *framesAt(times: readonly number[]) {
      reads.push([...times]);
      for (const time of times.toSorted((a, b) => a - b)) yield frame(time, time === 3 ? "exact" : "kept");
    },
  });
  const choose = async (times: number[], kept: Frame[], isProven: boolean) => {
    const scan = await analysed(painted);
    const reads: number[][] = [];
    const chosen = times.map((time) => nearest(scan.candidates, time));
    const wanted = { scan, chosen, kept: { longSide: 512, frames: kept, isProven }, longSide: 512 };
    const frames = await readFrames(video(reads), wanted, never);
    return {
      times: frames.map(({ timestamp }) => timestamp),
      reads,
      chosen: chosen.map((one) => one.timestamp),
      frames,
    };
  };

  it("come from what was kept, in order, and the rest is decoded", async () => {
    const { times, reads, chosen } = await choose([1, 5, 7], [frame(1.2), frame(7.2)], true);
    expect(times).toEqual([1.2, chosen[1], 7.2]);
    expect(reads).toEqual([[chosen[1]]]);
  });
  it("are decoded where a kept one is not what an exact reading shows", async () => {
    const { times, reads, chosen } = await choose([1, 3, 7], [frame(1.2), frame(3)], false);
    expect(reads).toEqual([[chosen[2], 3, 1.2], chosen]);
    expect(times).toEqual(chosen);
  });
  it("are read anew in another size", async () => {
    const scan = await analysed(painted);
    const reads: number[][] = [];
    const chosen = [nearest(scan.candidates, 1)];
    const kept = { longSide: 512, frames: [frame(1)], isProven: true };
    await readFrames(video(reads), { scan, chosen, kept, longSide: 320 }, never);
    expect(reads).toHaveLength(1);
    expect(reads[0]).toHaveLength(1);
  });
});
