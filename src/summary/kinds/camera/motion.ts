import type { Candidate } from "../../../video/shots/scan-result.ts";
import type { Signature } from "../../../video/shots/signature.ts";
import { type Grid, largestShape } from "./shapes.ts";
import { lightBetween, type Usual, usualIn } from "./usual.ts";

/** A look at the picture, and what of it was not as it usually is. */
export interface Moved {
  readonly timestamp: number;
  /** When the next look was taken. */
  readonly until: number;
  /** Share of the picture that shapes take which are large enough to be something. */
  readonly share: number;
  /** The middle of the largest one, from 0 at the left to 1 at the right. */
  readonly at: number;
}

/** Looks that have one usual picture, and how far around them it is looked for; seconds. */
const STRETCH = 30;
const REACH = 120;
/** More than that is no thing that moves but light that changes, or the camera itself. */
const MOST = 0.6;

/** What moved in each look of one shot, against what the camera shows while nothing does. */
export function motionIn(looks: readonly Candidate[], end: number, grid: Grid): Moved[] {
  const first = looks[0]?.timestamp ?? 0;
  const untils = new Map(looks.map((look, i) => [look, looks[i + 1]?.timestamp ?? end]));
  const stretches = Map.groupBy(looks, ({ timestamp }) => Math.floor((timestamp - first) / STRETCH));
  return [...stretches.values()].flatMap((stretch) => {
    const [from, to] = [stretch[0]?.timestamp ?? 0, stretch.at(-1)?.timestamp ?? 0];
    const usual = usualIn(
      looks.filter(({ timestamp }) => timestamp >= from - REACH && timestamp <= to + REACH),
    );
    return stretch.map((look) => ({
      timestamp: look.timestamp,
      until: untils.get(look) ?? end,
      ...unusualIn(look.signature, usual, grid),
    }));
  });
}

function unusualIn({ luma }: Signature, { level, limit }: Usual, grid: Grid): Pick<Moved, "share" | "at"> {
  const light = lightBetween(level, luma);
  const isOther = Array.from(
    luma,
    (value, cell) => Math.abs(value - (level[cell] ?? 0) - light) > (limit[cell] ?? 0),
  );
  const { cells, at } = largestShape(isOther, grid);
  const share = cells / luma.length;
  return share > MOST ? { share: 0, at: 0.5 } : { share, at };
}
