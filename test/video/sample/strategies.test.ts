import { beforeAll, describe, expect, it } from "vitest";
import { mixed } from "../../../src/video/sample/mixed.ts";
import { cuts, interval, motion } from "../../../src/video/sample/strategies.ts";
import { type ScanResult, shotsOf } from "../../../src/video/shots/scan-result.ts";
import { analysed, framesOf, hold, type Look, timesOf } from "../../support/painted-scan.ts";
import { dissolve, held, timed } from "../../support/painted-transitions.ts";

const strategies = [interval, cuts, motion, mixed];

/** A box that wanders: something happens all the time. */
const wander = (colour: Look["colour"], frames: number): Look[] =>
  Array.from({ length: frames }, (_, i) => ({
    colour,
    box: { x: (i * 3) % 120, y: 30, width: 30, height: 30 },
  }));

/** Twelve shots of different pictures, some still, some moving; 13 seconds and a half. */
const STORY = (["red", "green", "blue", "yellow", "purple", "orange"] as const).flatMap((colour, i) => [
  ...hold({ colour, code: i }, 30),
  ...wander([40 * i, 250 - 40 * i, 128], 27).slice(i),
]);

let story: ScanResult;
beforeAll(async () => {
  story = await analysed(framesOf(STORY));
});

describe.each(strategies)("the strategy $name", (strategy) => {
  let single: ScanResult;
  let still: ScanResult;
  beforeAll(async () => {
    single = await analysed(framesOf([{ colour: "red" }]));
    still = await analysed(framesOf(hold({ colour: "red", code: 7 }, 500)));
  });

  it("keeps to any budget, in order, each candidate once, and always finds something", () => {
    for (const budget of [1, 2, 3, 4, 7, 12, 24, 64, 1_000]) {
      const chosen = strategy.choose(story, budget);
      const times = timesOf(chosen);
      expect(times.length, `budget ${budget}`).toBeLessThanOrEqual(budget);
      expect(times.length).toBeGreaterThan(0);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      expect(chosen.filter((candidate) => !story.candidates.includes(candidate))).toEqual([]);
    }
  });

  it("gives the one frame of a video that has no other", () => {
    for (const budget of [1, 2, 50]) expect(timesOf(strategy.choose(single, budget))).toEqual([0]);
  });

  it("chooses the same again", () => {
    expect(timesOf(strategy.choose(story, 16))).toEqual(timesOf(strategy.choose(story, 16)));
  });

  it("survives a picture that stands still", () => {
    const chosen = strategy.choose(still, 30);
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.length).toBeLessThanOrEqual(30);
  });
});

describe("the strategy interval", () => {
  it("spreads evenly, from the first frame to the last", async () => {
    const scan = await analysed(framesOf(hold({ colour: "red" }, 251)));
    const times = timesOf(interval.choose(scan, 6));
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBe(10);
    for (const [i, time] of times.entries()) expect(Math.abs(time - i * 2)).toBeLessThan(0.15);
  });
});

describe("the strategy cuts", () => {
  it("shows each shot once before any shot twice", async () => {
    const shots = shotsOf(story);
    const times = timesOf(cuts.choose(story, shots.length));
    expect(shots.map((shot) => times.filter((time) => time >= shot.start && time < shot.end).length)).toEqual(
      shots.map(() => 1),
    );
  });

  it("takes a settled frame, away from both ends of the shot", async () => {
    for (const { start, end } of shotsOf(story).filter((shot) => shot.end - shot.start > 0.5)) {
      const [time] = timesOf(cuts.choose(story, 1_000)).filter((chosen) => chosen >= start && chosen < end);
      expect(time).toBeGreaterThanOrEqual(start + 0.15);
    }
  });
});

describe("the strategy motion", () => {
  it("looks where something happens", async () => {
    const looks = [...hold({ colour: "grey" }, 200), ...wander("grey", 50), ...hold({ colour: "grey" }, 200)];
    const times = timesOf(motion.choose(await analysed(framesOf(looks)), 12));
    expect(times.filter((time) => time > 7.8 && time < 10.3).length).toBeGreaterThanOrEqual(10);
  });
});

describe("the strategy mixed", () => {
  it("keeps the first and the last moment", async () => {
    for (const budget of [2, 3, 12, 40]) {
      const times = timesOf(mixed.choose(story, budget));
      expect([times[0], times.at(-1)]).toEqual([0, (STORY.length - 1) / 25]);
    }
  });

  it("keeps the last moment of a video that ends as it began", async () => {
    const looks = [
      ...hold({ colour: "red" }, 50),
      ...hold({ colour: "blue" }, 50),
      ...hold({ colour: "red" }, 50),
    ];
    expect(timesOf(mixed.choose(await analysed(framesOf(looks)), 20)).at(-1)).toBe(149 / 25);
  });

  it("shows every shot as soon as the budget has a frame for each", async () => {
    const shots = shotsOf(story);
    expect(shots.length).toBeGreaterThan(10);
    for (const budget of [shots.length, shots.length + 1, shots.length * 2, shots.length * 5]) {
      const times = timesOf(mixed.choose(story, budget));
      const unseen = shots.filter(({ start, end }) => !times.some((time) => time >= start && time < end));
      expect(
        unseen.map(({ start }) => start),
        `budget ${budget}`,
      ).toEqual([]);
    }
  });

  it("spends little on a picture that stands still", async () => {
    const scan = await analysed(framesOf(hold({ colour: "red", code: 7 }, 500)));
    expect(mixed.choose(scan, 30).length).toBeLessThanOrEqual(4);
  });

  it("still looks at a picture that stands still for minutes, now and then", async () => {
    const scan = await analysed(framesOf(hold({ colour: "red" }, 600), 2));
    const times = timesOf(mixed.choose(scan, 40));
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60);
    expect(times.length).toBeLessThan(20);
  });

  it("does not show one slide twice", async () => {
    const slides = (["red", "green", "blue", "yellow"] as const).flatMap((colour) => hold({ colour }, 100));
    const chosen = mixed.choose(await analysed(framesOf(slides)), 40);
    expect(chosen.length).toBeLessThanOrEqual(6);
  });

  it("sees a caption come and go", async () => {
    const plain = { colour: "teal" } as const;
    const titled = { colour: "teal", box: { x: 40, y: 76, width: 70, height: 8 } } as const;
    const looks = [...hold(plain, 100), ...hold(titled, 60), ...hold(plain, 100)];
    const times = timesOf(mixed.choose(await analysed(framesOf(looks)), 16));
    expect(times.filter((time) => time >= 4 && time < 6.4).length).toBeGreaterThan(0);
  });

  it("looks longer where more happens", async () => {
    const creep = (steps: number): Look[] =>
      Array.from({ length: steps }, (_, i) =>
        hold({ colour: "grey", box: { x: i, y: 10, width: 30, height: 70 } }, 8),
      ).flat();
    const looks = [...creep(50), ...wander("grey", 100), ...creep(50)];
    const times = timesOf(mixed.choose(await analysed(framesOf(looks)), 36));
    const busy = times.filter((time) => time >= 16 && time < 20);
    expect(times.length).toBeGreaterThan(30);
    // A ninth of the time, and most of what moves.
    expect(busy.length).toBeGreaterThan((times.length * 1.5) / 9);
    expect(busy.length).toBeLessThan(times.length * 0.75);
  });

  it("spends what is left after the shots on text rather than on people who come to rest", async () => {
    const line = (y: number) => ({ x: 20, y, width: 36, height: 4 });
    const talk = (["teal", "purple", "green"] as const).flatMap((colour, i) => [
      ...hold({ colour }, 60),
      ...hold({ colour, box: line(30) }, 60),
      // The second line takes the first one's place, so that no frame shows both.
      ...hold({ colour, box: line(60) }, 60),
      ...Array.from({ length: 120 }, (_, k) => ({
        colour: [60 + 40 * i, 90, 70] as const,
        // Walks for three quarters of a second, and stands for half of one.
        box: { x: 10 + 19 * Math.floor(k / 30) + Math.min(k % 30, 18), y: 20, width: 24, height: 60 },
      })),
    ]);
    const scan = await analysed(framesOf(talk));
    expect(shotsOf(scan)).toHaveLength(6);
    // Six shots, of which three need a second frame for their second line; and the last moment has a place of its own.
    const times = timesOf(mixed.choose(scan, 10));
    const states = [0, 1, 2].flatMap((i) => [12 * i + 2.4, 12 * i + 4.8]);
    expect(states.filter((start) => !times.some((time) => time >= start && time < start + 2.4))).toEqual([]);
  });

  it("chooses nothing out of a dissolve, however much happens there", async () => {
    const room: Look = { colour: "grey", box: { x: 10, y: 20, width: 60, height: 60 } };
    const garden: Look = { colour: "teal", box: { x: 90, y: 5, width: 50, height: 40, colour: "yellow" } };
    const pictures = [...held(room, 60), ...dissolve(room, garden, 30), ...held(garden, 60)];
    const scan = await analysed(timed(pictures));
    expect(scan.candidates.filter(({ mixed: within }) => within).length).toBeGreaterThan(4);
    for (const budget of [4, 12, 30]) {
      expect(mixed.choose(scan, budget).filter((one) => one.mixed)).toEqual([]);
    }
  });
});
