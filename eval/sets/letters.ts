import { paintBox, type RgbPicture } from "../../test/fixtures/paint.ts";

/** Letters of five columns, the lowest bit at the top: they can be read where no font is installed. */
const COLUMNS: Readonly<Record<string, string>> = {
  ...{ A: "7e1111117e", B: "7f49494936", C: "3e41414122", D: "7f4141221c", E: "7f49494941", F: "7f09090901" },
  ...{ G: "3e4149497a", H: "7f0808087f", I: "00417f4100", J: "2040413f01", K: "7f08142241", L: "7f40404040" },
  ...{ M: "7f020c027f", N: "7f0408107f", O: "3e4141413e", P: "7f09090906", Q: "3e4151215e", R: "7f09192946" },
  ...{ S: "4649494931", T: "01017f0101", U: "3f4040403f", V: "1f2040201f", W: "3f4038403f", X: "6314081463" },
  ...{ Y: "0708700807", Z: "6151494543", "0": "3e5149453e", "1": "00427f4000", "2": "4261514946" },
  ...{ "3": "2141454b31", "4": "1814127f10", "5": "2745454539", "6": "3c4a494930", "7": "0171090503" },
  ...{ "8": "3649494936", "9": "064949291e", "%": "2313086462", ":": "0036360000", "-": "0808080808" },
};
const ROWS = 7;
/** Of a letter with the gap after it, in dots. */
const ADVANCE = 6;

export interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Pixels of one dot; a letter is seven dots high. */
  readonly dot: number;
}

/** Capital letters, digits and a few signs; anything else is a gap. */
export function write(
  picture: RgbPicture,
  { text, x, y, dot }: Line,
  ink: readonly [number, number, number],
): void {
  for (const [i, letter] of [...text.toUpperCase()].entries()) {
    for (const [column, bits] of (COLUMNS[letter]?.match(/../g) ?? []).entries()) {
      for (let row = 0; row < ROWS; row++) {
        if (((Number.parseInt(bits, 16) >> row) & 1) === 0) continue;
        const box = { x: x + (i * ADVANCE + column) * dot, y: y + row * dot, width: dot, height: dot };
        paintBox(picture, box, ink);
      }
    }
  }
}
