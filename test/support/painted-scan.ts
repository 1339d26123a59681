import { analyseScan } from "../../src/video/shots/analyse.ts";
import type { Candidate, ScanResult } from "../../src/video/shots/scan-result.ts";
import { createTimeline } from "../../src/video/timeline.ts";
import type { Picture, Scan, ScanFrame, TimeRange, VideoFile } from "../../src/video/video.ts";
import { COLOURS, type Colour, paintBox, paintCode, type RgbPicture } from "../fixtures/paint.ts";

/** RGB to what a decoder hands over: limited range, BT.601, chroma of every other pixel. */
export function toPicture({ width, height, data }: RgbPicture): Picture {
  const luma = new Uint8Array(width * height);
  const cb = new Uint8Array((width * height) / 4);
  const cr = new Uint8Array((width * height) / 4);
  for (let i = 0; i < luma.length; i++) {
    const [r, g, b] = [data[i * 3] ?? 0, data[i * 3 + 1] ?? 0, data[i * 3 + 2] ?? 0];
    luma[i] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x % 2 || y % 2) continue;
    const at = (y / 2) * (width / 2) + x / 2;
    cb[at] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
    cr[at] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
  }
  return { width, height, luma, cb, cr };
}

export interface Look {
  readonly colour: Colour | readonly [number, number, number];
  /** A number along the upper edge, as the clips carry. */
  readonly code?: number;
  /** A box, in pixels of 160x90: white unless its colour is given. */
  readonly box?: { x: number; y: number; width: number; height: number; colour?: Colour };
}

export function paintPicture({ colour, code, box }: Look, width = 160, height = 90): Picture {
  const picture = { width, height, data: new Uint8Array(width * height * 3) };
  paintBox(picture, { x: 0, y: 0, width, height }, typeof colour === "string" ? COLOURS[colour] : colour);
  if (code !== undefined) paintCode(picture, code, "top");
  if (box) paintBox(picture, box, box.colour ? COLOURS[box.colour] : [255, 255, 255]);
  return toPicture(picture);
}

/** One frame every 1/fps seconds, from 0. A look that is held is painted once. */
export function framesOf(looks: readonly Look[], fps = 25): ScanFrame[] {
  const painted = new Map([...new Set(looks)].map((look) => [look, paintPicture(look)]));
  return looks.map((look, i) => ({
    timestamp: i / fps,
    picture: painted.get(look) ?? paintPicture(look),
  }));
}

/** The same look so many times. */
export function hold(look: Look, frames: number): Look[] {
  return Array<Look>(frames).fill(look);
}

export function scanOf(frames: readonly ScanFrame[], faults = 0): Scan {
  async function* all() {
    yield* frames;
  }
  return { frames: all(), faults: () => faults };
}

/** The whole of these frames, analysed. */
export async function analysed(frames: readonly ScanFrame[]): Promise<ScanResult> {
  const range = { start: 0, end: (frames.at(-1)?.timestamp ?? 0) + 0.04 };
  return analyseScan(scanOf(frames), range, () => undefined);
}

/** Times of the frames, for reading in a failure. */
export function timesOf(candidates: readonly Candidate[]): number[] {
  return candidates.map(({ timestamp }) => timestamp);
}

/** A video that exists as painted frames only; keeps the ranges it was asked to scan. */
export function paintedVideo(frames: readonly ScanFrame[]): VideoFile & { readonly scanned: TimeRange[] } {
  const scanned: TimeRange[] = [];
  const duration = (frames.at(-1)?.timestamp ?? 0) + 0.04;
  return {
    scanned,
    info: {
      ...{ streamIndex: 0, container: "painted", codec: "paint", width: 160, height: 90, rotation: 0 },
      ...{ frameRate: 25, duration, declaredDuration: null, timeBase: { num: 1, den: 1000 }, startTime: 0 },
      ...{ hdr: null, hasAudio: false },
    },
    timeline: createTimeline(frames.map(({ timestamp }) => ({ timestamp, duration: 0.04, iFrame: true }))),
    scan({ range }) {
      scanned.push(range);
      return scanOf(
        frames.filter(({ timestamp }) => timestamp >= range.start - 1e-6 && timestamp < range.end - 1e-6),
      );
    },
    async *framesAt() {
      // Stills are chosen from the scan alone.
    },
    async cut() {
      throw new TypeError("there is no file to cut");
    },
  };
}
