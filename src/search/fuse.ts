/** As it was proposed with the method: the first few ranks of a list weigh about the same. */
const RANK_CONSTANT = 60;

/**
 * Reciprocal rank fusion: one order of several, each with the best first. What is the same in two lists counts in both, and is shown as
 * the first list has it.
 */
export function fuse<T>(lists: readonly (readonly T[])[], isSame: (a: T, b: T) => boolean): T[] {
  const fused: { readonly item: T; score: number }[] = [];
  for (const list of lists) {
    const seen = new Set<object>();
    for (const [i, item] of list.entries()) {
      const score = 1 / (RANK_CONSTANT + i + 1);
      const known = fused.find((one) => isSame(one.item, item));
      // Of one list a thing counts once, by its best rank.
      if (known && seen.has(known)) continue;
      const entry = known ?? { item, score: 0 };
      entry.score += score;
      seen.add(entry);
      if (!known) fused.push(entry);
    }
  }
  return fused.toSorted((a, b) => b.score - a.score).map(({ item }) => item);
}
