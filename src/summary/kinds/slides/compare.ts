import type { Signature } from "../../../video/shots/signature.ts";

/** Levels of a cell that another content differs by: a thin line of small text changes 15, compression less than 10. */
const OTHER = 13;
/** Colours differ less than brightness does. */
const OTHER_COLOUR = 12;
/** Share of the cells: of 920 a pointer changes four, a line of text five to forty. */
const SAME = 0.008;

/** True where two pictures show other content in the cells that count. */
export function changed(a: Signature, b: Signature, cells: Uint8Array): boolean {
  let [count, other] = [0, 0];
  for (let i = 0; i < a.luma.length; i++) {
    if (cells[i] === 0) continue;
    count++;
    if (apart(a.luma, b.luma, i) > OTHER) other++;
  }
  return other > SAME * count || isOtherColour(a, b);
}

/** Share of the picture in another color of the same brightness, from which it is another page. */
const COLOURED = 0.1;

function isOtherColour(a: Signature, b: Signature): boolean {
  let other = 0;
  for (let i = 0; i < a.cb.length; i++) {
    if (Math.max(apart(a.cb, b.cb, i), apart(a.cr, b.cr, i)) > OTHER_COLOUR) other++;
  }
  return other > COLOURED * a.cb.length;
}

function apart(a: Uint8Array, b: Uint8Array, i: number): number {
  return Math.abs((a[i] ?? 0) - (b[i] ?? 0));
}

/** A cell that changes from look to look this often belongs to a speaker, a clock or a film within the picture. */
const RESTLESS = 0.1;
/** Where more of the picture is restless, all of it counts: it is a film, and there are no pages. */
const MOST_RESTLESS = 0.4;

/** 1 for each cell of the brightness that counts, 0 for those that are always in motion. */
export function restfulCells(looks: readonly Signature[]): Uint8Array {
  const count = looks[0]?.luma.length ?? 0;
  const changes = new Uint32Array(count);
  for (const [i, look] of looks.entries()) {
    const before = looks[i - 1];
    if (!before) continue;
    for (let cell = 0; cell < count; cell++) {
      if (apart(before.luma, look.luma, cell) > OTHER) changes[cell] = (changes[cell] ?? 0) + 1;
    }
  }
  const often = Math.max(FEWEST_CHANGES, RESTLESS * looks.length);
  const cells = Uint8Array.from(changes, (times) => (times > often ? 0 : 1));
  const restless = cells.reduce((sum, one) => sum + 1 - one, 0);
  return restless > MOST_RESTLESS * count ? new Uint8Array(count).fill(1) : cells;
}

/** Pages turn this often without being a film. */
const FEWEST_CHANGES = 12;

/** Cells of what was written that may be gone: where a pointer has moved on, and of a page full of text a few more. */
const LOST = 4;
const LOST_SHARE = 0.03;
/** Cells; a page with less on it is empty, and what follows is another one. */
const LEAST_INK = 3;

/** True where the later picture shows all that is written in the earlier one, and more. */
export function grew(earlier: Signature, later: Signature, cells: Uint8Array): boolean {
  const ground = groundOf(later.luma);
  if (Math.abs(ground - groundOf(earlier.luma)) > OTHER || isOtherColour(earlier, later)) return false;
  let [ink, lost] = [0, 0];
  for (let i = 0; i < earlier.luma.length; i++) {
    if (cells[i] === 0 || !isInk(earlier.luma, i)) continue;
    ink++;
    if (apart(earlier.luma, later.luma, i) > OTHER) lost++;
  }
  return ink >= LEAST_INK && lost <= Math.max(LOST, LOST_SHARE * ink);
}

/** Letters differ from what is beside them; the inside of a bar does not. */
function isInk(luma: Uint8Array, i: number): boolean {
  const level = luma[i] ?? 0;
  return Math.abs(level - (luma[i - 1] ?? level)) > OTHER;
}

/** What most of the picture is: the paper of a page. */
function groundOf(luma: Uint8Array): number {
  return luma.toSorted()[luma.length >> 1] ?? 0;
}
