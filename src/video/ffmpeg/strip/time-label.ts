/** Rows of a digit as they are drawn, five pixels by seven: ffmpeg's own text needs a font, which a bare machine lacks. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  "0": [" ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "],
  "1": ["  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "],
  "2": [" ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"],
  "3": [" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "],
  "4": ["   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "],
  "5": ["#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "],
  "6": [" ### ", "#    ", "#    ", "#### ", "#   #", "#   #", " ### "],
  "7": ["#####", "    #", "   # ", "   # ", "  #  ", "  #  ", "  #  "],
  "8": [" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "],
  "9": [" ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "],
  ":": [" ", "#", " ", " ", " ", "#", " "],
};

const ROWS = 7;
/** Pixels of the label for one of a glyph, and around all of them: still readable at a quarter of their size, on a phone. */
const DOT = 6;
const MARGIN = 12;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Height of a label, pixels. */
export const LABEL_HEIGHT = ROWS * DOT + 2 * MARGIN;

/** ffmpeg's filters that write a time such as "1:02:03" in white on a dark field, its upper left corner at a point. */
export function timeLabel(time: string, at: { readonly x: number; readonly y: number }): string[] {
  const dots: Box[] = [];
  let x = at.x + MARGIN;
  for (const sign of time) {
    const rows = GLYPHS[sign] ?? [];
    dots.push(...dotsOf(rows, { x, y: at.y + MARGIN }));
    x += ((rows[0]?.length ?? 0) + 1) * DOT;
  }
  const field = { ...at, width: x - DOT + MARGIN - at.x, height: LABEL_HEIGHT };
  return [drawn(field, "black@0.7"), ...dots.map((dot) => drawn(dot, "white"))];
}

/** Neighbors in a row make one box: a filter each is what drawing costs. */
function dotsOf(rows: readonly string[], at: { readonly x: number; readonly y: number }): Box[] {
  return rows.flatMap((row, down) =>
    [...row.matchAll(/#+/g)].map(({ index, 0: run }) => ({
      x: at.x + index * DOT,
      y: at.y + down * DOT,
      width: run.length * DOT,
      height: DOT,
    })),
  );
}

function drawn({ x, y, width, height }: Box, color: string): string {
  return `drawbox=x=${x}:y=${y}:w=${width}:h=${height}:color=${color}:t=fill`;
}
