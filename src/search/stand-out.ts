/** Standard deviations above the mean. Every picture is a little like every text; only what stands out means it. */
const DEVIATIONS = 1.5;
const MOST = 10;

/** Of items that are alike to a text by so much, those that stand out, the best first; none that is not above `least`. */
export function standOut<T>(items: readonly T[], likeness: (item: T) => number, least: number): readonly T[] {
  const scored = items.map((item) => ({ item, score: likeness(item) }));
  const mean = scored.reduce((sum, { score }) => sum + score, 0) / Math.max(1, scored.length);
  const variance =
    scored.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / Math.max(1, scored.length);
  const bar = Math.max(least, mean + DEVIATIONS * Math.sqrt(variance));
  return scored
    .filter(({ score }) => score > bar)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ item }) => item);
}
