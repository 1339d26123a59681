import type { Signature } from "./signature.ts";

export interface Blend {
  /** Share of the later picture in the mixture: 0 at the earlier one, 1 at the later one. */
  readonly share: number;
  /** Mean difference between the picture and the mixture nearest to it, brightness and both colours added up. */
  readonly rest: number;
}

/**
 * The mixture of two pictures that is nearest to a third one (least squares). Colour counts: between red and blue of
 * one brightness any picture would be a mixture otherwise, and every cut a dissolve.
 */
export function blendOf(from: Signature, to: Signature, between: Signature): Blend {
  let along = 0;
  let length = 0;
  for (const plane of PLANES) {
    along += product(from[plane], to[plane], between[plane]);
    length += product(from[plane], to[plane], to[plane]);
  }
  const share = length > 0 ? along / length : 0;
  let rest = 0;
  for (const plane of PLANES) rest += restOf(share, from[plane], to[plane], between[plane]);
  return { share, rest };
}

const PLANES = ["luma", "cb", "cr"] as const;

type Plane = Uint8Array;

/** How far the third plane lies on the way from the first to the second, times that way's length; a mean over cells. */
function product(from: Plane, to: Plane, between: Plane): number {
  let along = 0;
  for (let i = 0; i < from.length; i++) {
    const start = from[i] ?? 0;
    along += ((to[i] ?? 0) - start) * ((between[i] ?? 0) - start);
  }
  return along / Math.max(1, from.length);
}

function restOf(share: number, from: Plane, to: Plane, between: Plane): number {
  let rest = 0;
  for (let i = 0; i < from.length; i++) {
    const mixed = (from[i] ?? 0) + share * ((to[i] ?? 0) - (from[i] ?? 0));
    rest += Math.abs((between[i] ?? 0) - mixed);
  }
  return rest / Math.max(1, from.length);
}
