import { describe, expect, it } from "vitest";
import { analyseScan } from "../../../src/video/shots/analyse.ts";
import { shotsOf } from "../../../src/video/shots/scan-result.ts";
import type { ScanFrame } from "../../../src/video/video.ts";
import { fixedRandom } from "../../support/fixed-random.ts";
import { analysed, framesOf, hold, scanOf, timesOf } from "../../support/painted-scan.ts";

/** Frames of which each looks like none before, as in a storm of confetti. */
function confetti(frames: number, fps: number): ScanFrame[] {
  const random = fixedRandom(3);
  const plane = (size: number) => Uint8Array.from({ length: size }, () => random() * 256);
  const pictures = Array.from({ length: 16 }, () => ({
    ...{ width: 16, height: 8, luma: plane(128), cb: plane(32), cr: plane(32) },
  }));
  return Array.from({ length: frames }, (_, i) => ({
    timestamp: i / fps,
    picture: pictures[i % pictures.length] ?? {
      width: 0,
      height: 0,
      luma: plane(0),
      cb: plane(0),
      cr: plane(0),
    },
  }));
}

/** The same frames, each picture its own; once released it turns into noise, as memory does that is used again. */
function lent(frames: readonly ScanFrame[]) {
  const releases = frames.map(() => 0);
  const all = frames.map((frame, i): ScanFrame => {
    const { width, height, luma, cb, cr } = frame.picture;
    const picture = { width, height, luma: luma.slice(), cb: cb.slice(), cr: cr.slice() };
    const release = () => {
      releases[i] = (releases[i] ?? 0) + 1;
      for (const plane of [picture.luma, picture.cb, picture.cr]) plane.set(plane.map((_, at) => at * 37));
    };
    return { ...frame, picture, release };
  });
  return { frames: all, releases };
}

/** Cuts, text that appears, a sign, and one frame that stays for long, at a rate that varies. */
function eventful(): ScanFrame[] {
  const line = { colour: "grey", box: { x: 20, y: 40, width: 30, height: 4 } } as const;
  const sign = { colour: "grey", box: { x: 100, y: 60, width: 18, height: 10 } } as const;
  const looks = [...hold({ colour: "grey" }, 40), ...hold(line, 40), ...hold(sign, 5), ...hold(line, 30)];
  const late = (i: number) => [0, 90, 100, 101].filter((from) => i >= from).length * 0.7;
  const frames = framesOf([...looks, ...hold({ colour: "blue" }, 20), ...hold(line, 20)]);
  return frames.map((frame, i) => ({ ...frame, timestamp: frame.timestamp + late(i) }));
}

describe("analysing a scan", () => {
  it("never looks at a picture that it has released, and releases each once but for the last few", async () => {
    for (const frames of [eventful(), eventful().filter((_, i) => i % 7 === 0)]) {
      const { frames: own, releases } = lent(frames);
      expect(await analysed(own)).toEqual(await analysed(frames));
      expect(releases.slice(0, -16).filter((count) => count !== 1)).toEqual([]);
      expect(releases.filter((count) => count > 1)).toEqual([]);
    }
  });

  it("keeps the first and the last frame among the candidates", async () => {
    for (const frames of [1, 2, 7, 100, 101]) {
      const { candidates } = await analysed(framesOf(hold({ colour: "red" }, frames)));
      expect(candidates[0]?.timestamp).toBe(0);
      expect(candidates.at(-1)?.timestamp).toBe((frames - 1) / 25);
    }
  });

  it("gives candidates in order, each once, at a rate that strategies can choose from", async () => {
    const { candidates } = await analysed(framesOf(hold({ colour: "red" }, 250)));
    const times = timesOf(candidates);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(times.length).toBeGreaterThan(60);
    expect(times.length).toBeLessThan(90);
  });

  it("gives the shortest shot a candidate of its own", async () => {
    const looks = [
      ...hold({ colour: "red" }, 26),
      ...hold({ colour: "blue" }, 1),
      ...hold({ colour: "green" }, 25),
    ];
    const { candidates } = await analysed(framesOf(looks));
    expect(timesOf(candidates)).toContain(26 / 25);
  });

  it("prefers settled frames to those in motion", async () => {
    const shaken = (i: number) =>
      ({ colour: "grey", box: { x: (i % 3) * 8, y: 20, width: 40, height: 40 } }) as const;
    const looks = Array.from({ length: 50 }, (_, i) => (i % 3 === 1 ? shaken(i) : shaken(0)));
    const { candidates } = await analysed(framesOf(looks));
    const differences = candidates.slice(1, -1).map(({ difference }) => difference);
    expect(differences.filter((difference) => difference > 1)).toEqual([]);
  });

  it("holds no more candidates for a video in which everything changes all the time", async () => {
    const frames = confetti(30_000, 25);
    const result = await analyseScan(scanOf(frames), { start: 0, end: 1_200 }, () => undefined);
    expect(result.frames).toBe(30_000);
    expect(result.candidates.length).toBeLessThanOrEqual(12_002);
    expect(result.candidates.at(-1)?.timestamp).toBe(frames.at(-1)?.timestamp);
  });

  it("spreads the candidates of a long video over all of it", async () => {
    const [still] = confetti(1, 1);
    if (!still) throw new RangeError("no picture");
    const scan = scanOf(Array.from({ length: 20_000 }, (_, i) => ({ ...still, timestamp: i / 2 })));
    const { candidates } = await analyseScan(scan, { start: 0, end: 10_000 }, () => undefined);
    expect(candidates.length).toBeGreaterThan(4_000);
    expect(candidates.length).toBeLessThanOrEqual(6_002);
    const gaps = candidates.slice(1).map(({ timestamp }, i) => timestamp - (candidates[i]?.timestamp ?? 0));
    expect(gaps.filter((gap) => gap > 4)).toEqual([]);
  });

  it("keeps of a part of a long video no more than the whole would have kept there", async () => {
    const frames = confetti(1_500, 25);
    const part = { start: 0, end: 60 };
    const { candidates } = await analyseScan(scanOf(frames), part, () => undefined, { start: 0, end: 7_200 });
    // One in 1.2 seconds, and a hundred and twentieth of 6,000 for new pictures.
    expect(candidates.length).toBeGreaterThan(40);
    expect(candidates.length).toBeLessThan(160);
  });

  it("counts frames, reads on to the end, and passes the decoder's complaints on", async () => {
    const frames = framesOf(hold({ colour: "red" }, 30));
    const result = await analyseScan(scanOf(frames, 4), { start: 0, end: 5 }, () => undefined);
    expect(result).toMatchObject({ frames: 30, faults: 4, readUntil: 29 / 25, range: { start: 0, end: 5 } });
  });

  it("reports each frame's time, oldest first", async () => {
    const seen: number[] = [];
    await analyseScan(scanOf(framesOf(hold({ colour: "red" }, 4))), { start: 0, end: 1 }, (time) =>
      seen.push(time),
    );
    expect(seen).toEqual([0, 0.04, 0.08, 0.12]);
  });

  it("has nothing to say of a scan without frames", async () => {
    const analysis = analyseScan(scanOf([]), { start: 0, end: 1 }, () => undefined);
    await expect(analysis).rejects.toMatchObject({ code: "no-frames" });
  });
});

describe("the shots of a scan", () => {
  it("cover the range, each with its candidates", async () => {
    const looks = [
      ...hold({ colour: "red" }, 20),
      ...hold({ colour: "blue" }, 20),
      ...hold({ colour: "green" }, 20),
    ];
    const result = await analysed(framesOf(looks));
    const shots = shotsOf(result);
    expect(shots.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.8],
      [0.8, 1.6],
      [1.6, result.range.end],
    ]);
    expect(shots.flatMap(({ candidates }) => candidates)).toEqual(result.candidates);
    for (const { start, end, candidates } of shots) {
      expect(candidates.length).toBeGreaterThan(0);
      for (const { timestamp } of candidates) expect(timestamp >= start && timestamp < end).toBe(true);
    }
  });

  it("join a shot without candidates to the one before", async () => {
    const result = await analysed(framesOf(hold({ colour: "red" }, 50)));
    const [first, , third] = timesOf(result.candidates);
    const between = ((first ?? 0) + (third ?? 0)) / 2 + 1e-4;
    const shots = shotsOf({ ...result, cuts: [between, between + 1e-4] });
    expect(shots).toHaveLength(2);
    expect(shots[1]?.start).toBe(between + 1e-4);
    expect(shots[0]?.end).toBe(between + 1e-4);
  });
});
