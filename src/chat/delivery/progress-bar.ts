/** A share from 0 to 1 as a drawing, so that it needs no language. */
export function progressBar(
  share: number,
  cells: number,
  [full, empty]: readonly [string, string] = ["▰", "▱"],
): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * cells);
  return full.repeat(filled) + empty.repeat(cells - filled);
}
