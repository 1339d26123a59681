/** A sentence is said over and over from this many times on. */
const TOO_OFTEN = 3;

/**
 * True where descriptions are a template or a loop: a sentence that comes back three times, in one text or across
 * several. Small models fall into it on quiet videos. Short sentences ("Yes.") do not count.
 */
export function repeatsItself(texts: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)) {
      const sentence = segment
        .toLowerCase()
        .replace(/[\p{P}\s]+/gu, " ")
        .trim();
      if (sentence.length >= SHORTEST) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
  }
  return [...counts.values()].some((count) => count >= TOO_OFTEN);
}

const SHORTEST = 12;
