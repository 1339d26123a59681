import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ScanFrame, VideoFile, VideoReader } from "../../src/video/video.ts";
import type { KnownClip, Shown } from "../fixtures/known-clips/known-clip.ts";
import { nameColour } from "../fixtures/paint.ts";
import { eventually } from "../support/eventually.ts";
import { fixedRandom } from "../support/fixed-random.ts";
import { decodeJpeg, numberIn } from "../support/read-picture.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export interface ReaderUnderTest {
  readonly reader: VideoReader;
  /** What runs right now on behalf of the reader and mentions this path. */
  readonly running: (path: string) => readonly string[];
}

/** A container keeps its start to the microsecond. */
const EXACT = 2e-6;
/** Wide enough to read the painted number off a portrait picture. */
const SCAN_SIDE = 240;
const RANDOM_TIMES = 20;

const never = new AbortController().signal;

/** What every VideoReader promises, over clips of which every frame's number and time are known. */
export function describeVideoReader(
  name: string,
  clips: readonly KnownClip[],
  setup: () => ReaderUnderTest,
): void {
  const folder = temporaryFolder();

  for (const clip of clips) {
    describe(`${name} reading ${clip.title}`, () => {
      const { shown } = clip;
      const path = join(folder, clip.file);
      let video: VideoFile;

      beforeAll(async () => {
        await clip.make(path);
        video = await setup().reader.open(path, never);
      });

      it("tells the displayed size, the length and when each frame is on screen", () => {
        const { width, height, hdr } = video.info;
        expect({ width, height, hdr }).toEqual({ width: clip.width, height: clip.height, hdr: clip.hdr });
        const times = video.timeline.framesWithin(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
        expectTimes(times, shown);
        expect(video.timeline.frames).toBe(shown.length);
        expect(video.info.duration).toBe(video.timeline.end);
        expect(video.info.duration).toBeCloseTo(clip.duration ?? video.timeline.end, 1);
        expect(video.info.duration).toBeGreaterThan(shown.at(-1)?.timestamp ?? 0);
      });

      it("scans every frame with its exact time", async () => {
        const frames = await collect(
          video.scan(
            { range: { start: 0, end: video.info.duration }, longSide: SCAN_SIDE, frames: "all" },
            never,
          ).frames,
        );
        expect(frames.map(({ picture }) => numberIn(picture))).toEqual(shown.map(({ number }) => number));
        expectTimes(
          frames.map(({ timestamp }) => timestamp),
          shown,
        );
        expect(longestSide(frames)).toBe(SCAN_SIDE);
      });

      it("scans exactly the frames of a range", async () => {
        const times = video.timeline.framesWithin(0, Number.POSITIVE_INFINITY);
        const late = times.slice(Math.floor(times.length * 0.75));
        const from = times[Math.floor(times.length * 0.55)] ?? 0;
        // A person types decimals, and a decimal may lie a hair after the time that the container holds for it.
        const to = late.find((time) => decimal(time) > time) ?? late[0] ?? 0;
        const range = { start: decimal(from), end: times.length > 1 ? decimal(to) : 1 };
        const inside = shown.filter(
          ({ timestamp }) => timestamp >= range.start - EXACT && timestamp < range.end - EXACT,
        );
        const frames = await collect(video.scan({ range, longSide: SCAN_SIDE, frames: "all" }, never).frames);
        expect(frames.map(({ picture }) => numberIn(picture))).toEqual(inside.map(({ number }) => number));
        expectTimes(
          frames.map(({ timestamp }) => timestamp),
          inside,
        );
      });

      it("finds the frame on screen at any moment, small where that is asked", async () => {
        const random = fixedRandom(7);
        const wanted = Array.from({ length: RANDOM_TIMES }, () => random() * video.info.duration);
        // Frames in a row too, since those of a burst follow each other faster than the average says.
        wanted.push(...shown.slice(0, 3).map(({ timestamp }) => timestamp));
        const frames = await collect(video.framesAt(wanted, SCAN_SIDE, never));
        const expected = shown.filter((frame) => wanted.some((time) => onScreen(shown, time) === frame));
        const pictures = await Promise.all(frames.map(({ jpeg }) => decodeJpeg(jpeg)));
        expect(pictures.map(numberIn)).toEqual(expected.map(({ number }) => number));
        expect(pictures.map(nameColour)).toEqual(expected.map(({ number }) => colourOf(clip, number)));
        expectTimes(
          frames.map(({ timestamp }) => timestamp),
          expected,
        );
        for (const { width, height } of frames) expect(Math.max(width, height)).toBe(SCAN_SIDE);
      });

      it("finds the frames right before, at and after an I-frame, as recorded", async () => {
        const { iFrames, frameAt } = video.timeline;
        const last = iFrames.at(-1) ?? 0;
        // An I-frame after slow frames was decoded long before it is shown, and so is easily missed.
        const pause = (time: number) => time - frameAt(time - 1e-4);
        const slow = iFrames.reduce((best, time) => (pause(time) >= pause(best) ? time : best), 0);
        for (const wanted of [[slow], [last - 1e-4, last + 1e-4]]) {
          const frames = await collect(video.framesAt(wanted, Number.POSITIVE_INFINITY, never));
          const expected = shown.filter((frame) => wanted.some((time) => onScreen(shown, time) === frame));
          const numbers = await Promise.all(frames.map(async ({ jpeg }) => numberIn(await decodeJpeg(jpeg))));
          expect(numbers, `at ${wanted}`).toEqual(expected.map(({ number }) => number));
          expectTimes(
            frames.map(({ timestamp }) => timestamp),
            expected,
          );
          for (const { width, height } of frames) {
            expect({ width, height }).toEqual({ width: clip.width, height: clip.height });
          }
        }
      });

      if (clip.hdr === null) return;
      it("brings high dynamic range into that of a JPEG, neither washed out nor dark", async () => {
        const [still] = await collect(video.framesAt([1], Number.POSITIVE_INFINITY, never));
        const { data, width, height } = await decodeJpeg(still?.jpeg ?? Buffer.alloc(0));
        const level = (x: number, y: number) =>
          data[(Math.floor(y * height) * width + Math.floor(x * width)) * 3];
        const [white, black, grey] = [level(0.5 / 20, 0.05), level(1.5 / 20, 0.05), level(0.9, 0.3)];
        expect(white).toBeGreaterThan(180);
        expect(black).toBeLessThan(12);
        // Painted as 120; the curve keeps room for highlights and so darkens what lies below them.
        expect(grey).toBeGreaterThan(90);
        expect(grey).toBeLessThan(135);
      });
    });
  }
}

/** How a reader stops. The clip must be one whose frames it cannot all hold back in its pipes. */
export function describeStoppedReader(name: string, clip: KnownClip, setup: () => ReaderUnderTest): void {
  const path = join(temporaryFolder(), clip.file);
  const whole = { range: { start: 0, end: 60 }, longSide: 320, frames: "all" } as const;

  describe(`${name} that is stopped`, () => {
    beforeAll(() => clip.make(path));

    it("ends at once when it is cancelled in the middle of a scan", async () => {
      const { reader, running } = setup();
      const video = await reader.open(path, never);
      const controller = new AbortController();
      let frames = 0;
      const scanning = (async () => {
        for await (const _ of video.scan(whole, controller.signal).frames) {
          frames++;
          if (frames > 1) continue;
          expect(running(path)).toHaveLength(1);
          controller.abort();
        }
      })();
      await expect(scanning).rejects.toMatchObject({ code: "cancelled" });
      expect(running(path)).toEqual([]);
      expect(frames).toBeLessThan(clip.shown.length / 2);
    });

    it("ends although the frames are not read to their end", async () => {
      const { reader, running } = setup();
      const video = await reader.open(path, never);
      const controller = new AbortController();
      const frames = video.scan(whole, controller.signal).frames[Symbol.asyncIterator]();
      await frames.next();
      controller.abort();
      await eventually(() => expect(running(path)).toEqual([]));
      await frames.return?.();
    });

    it("ends when it is cancelled between two frames that were asked for", async () => {
      const { reader, running } = setup();
      const video = await reader.open(path, never);
      const controller = new AbortController();
      const reading = (async () => {
        for await (const _ of video.framesAt([0, 7], 320, controller.signal)) controller.abort();
      })();
      await expect(reading).rejects.toMatchObject({ code: "cancelled" });
      expect(running(path)).toEqual([]);
    });

    it("does not begin when it was cancelled before", async () => {
      const { reader, running } = setup();
      await expect(reader.open(path, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
      const video = await reader.open(path, never);
      await expect(collect(video.scan(whole, AbortSignal.abort()).frames)).rejects.toMatchObject({
        code: "cancelled",
      });
      expect(running(path)).toEqual([]);
    });

    it("ends when its reader leaves a loop", async () => {
      const { reader, running } = setup();
      const video = await reader.open(path, never);
      for await (const _ of video.scan(whole, never).frames) break;
      for await (const _ of video.framesAt([0, 1, 2], 320, never)) break;
      expect(running(path)).toEqual([]);
    });
  });
}

/** The frame that a player shows at this moment; before the first one, the first. */
function onScreen(shown: readonly Shown[], time: number): Shown | undefined {
  return shown.findLast(({ timestamp }) => timestamp <= time + EXACT) ?? shown[0];
}

function decimal(time: number): number {
  return Math.round(time * 1e3) / 1e3;
}

function expectTimes(times: readonly number[], shown: readonly Shown[]): void {
  expect(times).toHaveLength(shown.length);
  const errors = shown.map(({ timestamp }, i) => Math.abs(timestamp - (times[i] ?? Number.NaN)));
  expect(errors.filter((error) => !(error < EXACT))).toEqual([]);
}

function colourOf({ shots }: KnownClip, number: number): string | undefined {
  return shots.flatMap(({ colour, frames }) => Array<string>(frames).fill(colour))[number];
}

function longestSide(frames: readonly ScanFrame[]): number {
  return Math.max(...frames.map(({ picture }) => Math.max(picture.width, picture.height)));
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
