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
  const planes = (["luma", "cb", "cr"] as const).map((key) => [from[key], to[key], between[key]] as const);
  let along = 0;
  let length = 0;
  for (const plane of planes) {
    const projected = projection(...plane);
    along += projected.along;
    length += projected.length;
  }
  const share = length > 0 ? along / length : 0;
  return { share, rest: planes.reduce((sum, plane) => sum + restOf(share, ...plane), 0) };
}

type Plane = Uint8Array;

/** How far the third plane lies on the way from the first to the second, and how long the way is; means over cells. */
function projection(from: Plane, to: Plane, between: Plane): { along: number; length: number } {
  let along = 0;
  let length = 0;
  for (let i = 0; i < from.length; i++) {
    const step = (to[i] ?? 0) - (from[i] ?? 0);
    along += step * ((between[i] ?? 0) - (from[i] ?? 0));
    length += step * step;
  }
  const cells = Math.max(1, from.length);
  return { along: along / cells, length: length / cells };
}

function restOf(share: number, from: Plane, to: Plane, between: Plane): number {
  let rest = 0;
  for (let i = 0; i < from.length; i++) {
    const mixed = (from[i] ?? 0) + share * ((to[i] ?? 0) - (from[i] ?? 0));
    rest += Math.abs((between[i] ?? 0) - mixed);
  }
  return rest / Math.max(1, from.length);
}
