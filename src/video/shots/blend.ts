import type { Signature } from "./signature.ts";

export interface Blend {
  /** Share of the later picture in the mixture: 0 at the earlier one, 1 at the later one. */
  readonly share: number;
  /** Mean difference between the picture and the mixture nearest to it, 0 to 255. */
  readonly rest: number;
}

/** The mixture of two pictures that is nearest to a third one, by brightness (least squares). */
export function blendOf(
  { luma: from }: Signature,
  { luma: to }: Signature,
  { luma: between }: Signature,
): Blend {
  let along = 0;
  let length = 0;
  for (let i = 0; i < from.length; i++) {
    const step = (to[i] ?? 0) - (from[i] ?? 0);
    along += step * ((between[i] ?? 0) - (from[i] ?? 0));
    length += step * step;
  }
  const share = length > 0 ? along / length : 0;
  let rest = 0;
  for (let i = 0; i < from.length; i++) {
    const mixed = (from[i] ?? 0) + share * ((to[i] ?? 0) - (from[i] ?? 0));
    rest += Math.abs((between[i] ?? 0) - mixed);
  }
  return { share, rest: from.length > 0 ? rest / from.length : 0 };
}
