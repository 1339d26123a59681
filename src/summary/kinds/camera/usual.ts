import type { Candidate } from "../../../video/shots/scan-result.ts";

/** What a camera shows while nothing happens, cell by cell. */
export interface Usual {
  readonly level: Uint8Array;
  /** Levels that a cell differs by when something is there. */
  readonly limit: Uint8Array;
}

/** Looks that tell what is usual. */
const LOOKS = 81;
/** Levels of a cell's mean that the codec and slow light stay under. */
const LEAST = 12;
/** Times what a cell changes by from look to look: leaves and water move all the time, and a clock in the picture too. */
const NOISE = 4;

export function usualIn(looks: readonly Candidate[]): Usual {
  const places = looks.length <= LOOKS ? [...looks.keys()] : evenly(looks.length);
  const planes = places.map((place) => planeAt(looks, place));
  const before = places.map((place) => planeAt(looks, Math.max(0, place - 1)));
  const limit = cellByCell(planes, (values, cell) => {
    const changes = values.map((value, i) => Math.abs(value - (before[i]?.[cell] ?? 0)));
    return Math.max(LEAST, NOISE * median(changes));
  });
  return { level: cellByCell(recurring(planes, limit), median), limit };
}

function planeAt(looks: readonly Candidate[], place: number): Uint8Array {
  return looks[place]?.signature.luma ?? new Uint8Array();
}

function evenly(count: number): number[] {
  return Array.from({ length: LOOKS }, (_, i) => Math.floor(((i + 0.5) * count) / LOOKS));
}

function cellByCell(
  planes: readonly Uint8Array[],
  value: (values: readonly number[], cell: number) => number,
): Uint8Array {
  return Uint8Array.from({ length: planes[0]?.length ?? 0 }, (_, cell) =>
    Math.min(
      255,
      value(
        planes.map((plane) => plane[cell] ?? 0),
        cell,
      ),
    ),
  );
}

/** Of the cells; two looks of which fewer differ show the same. */
const SAME = 0.015;
/** Different pictures to tell apart. */
const MOST_PICTURES = 24;
/** Share of the looks that the usual picture has at least; else it moves all the time. */
const LEAST_SHARE = 0.08;

/**
 * The looks that show the picture which comes back most often, else all of them. A place where people stop one after the other
 * is taken most of the time, but empty between any two of them.
 */
function recurring(planes: readonly Uint8Array[], limit: Uint8Array): readonly Uint8Array[] {
  const pictures: { readonly looks: Uint8Array[]; last: number; returns: number }[] = [];
  for (const [i, plane] of planes.entries()) {
    const known = pictures.find(({ looks: [leader] }) => leader && isSame(leader, plane, limit));
    if (known) {
      if (known.last < i - 1) known.returns++;
      known.last = i;
      known.looks.push(plane);
    } else if (pictures.length < MOST_PICTURES) pictures.push({ looks: [plane], last: i, returns: 1 });
  }
  const often = pictures.filter(({ looks }) => looks.length >= LEAST_SHARE * planes.length);
  const [best] = often.toSorted((a, b) => weight(b) - weight(a));
  return best?.looks ?? planes;
}

function weight({ looks, returns }: { readonly looks: readonly unknown[]; readonly returns: number }) {
  return returns * Math.sqrt(looks.length);
}

function isSame(one: Uint8Array, other: Uint8Array, limit: Uint8Array): boolean {
  const light = lightBetween(one, other);
  const most = SAME * one.length;
  let differing = 0;
  for (let cell = 0; cell < one.length; cell++) {
    const difference = (other[cell] ?? 0) - (one[cell] ?? 0) - light;
    if (Math.abs(difference) > (limit[cell] ?? 0) && ++differing > most) return false;
  }
  return true;
}

/** Every so many cells tell how much lighter a picture is as a whole. */
const STEP = 7;

/** Light that changes all over the picture moves nothing in it. */
export function lightBetween(one: Uint8Array, other: Uint8Array): number {
  const differences: number[] = [];
  for (let cell = 0; cell < one.length; cell += STEP) differences.push((other[cell] ?? 0) - (one[cell] ?? 0));
  return median(differences);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
