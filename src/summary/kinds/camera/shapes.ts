import { fitWithin } from "../../../video/ffmpeg/decode/colours.ts";
import type { VideoInfo } from "../../../video/video.ts";

/** How a scan's pictures are divided into cells. */
export interface Grid {
  readonly columns: number;
}

/** Pixels of a scan's picture on its long side, and of a cell. */
const LONG_SIDE = 160;
const CELL = 4;

export function gridOf(info: Pick<VideoInfo, "width" | "height">): Grid {
  return { columns: Math.ceil(fitWithin(info, LONG_SIDE, true).width / CELL) };
}

interface Shape {
  /** Of all shapes. */
  readonly cells: number;
  /** The middle of the largest one, from 0 at the left to 1 at the right. */
  readonly at: number;
}

/** Cells that touch; fewer are noise, or a digit of a clock in the picture. */
const LEAST_CELLS = 3;

export function largestShape(isOther: readonly boolean[], { columns }: Grid): Shape {
  const left = new Set(isOther.keys().filter((cell) => isOther[cell]));
  let cells = 0;
  let largest: readonly number[] = [];
  for (const cell of left) {
    const shape = shapeFrom(cell, left, columns);
    if (shape.length < LEAST_CELLS) continue;
    cells += shape.length;
    if (shape.length > largest.length) largest = shape;
  }
  const middle = largest.reduce((sum, cell) => sum + (cell % columns) + 0.5, 0);
  return { cells, at: largest.length === 0 ? 0.5 : middle / largest.length / columns };
}

/** All cells that hang together with this one; takes them out of `left`. */
function shapeFrom(start: number, left: Set<number>, columns: number): number[] {
  const shape = [start];
  left.delete(start);
  for (const cell of shape) {
    const column = cell % columns;
    for (const across of [-1, 0, 1]) {
      if (column + across < 0 || column + across >= columns) continue;
      for (const down of [-columns, 0, columns]) {
        const beside = cell + across + down;
        if (left.delete(beside)) shape.push(beside);
      }
    }
  }
  return shape;
}
