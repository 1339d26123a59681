const words = new Intl.Segmenter("und", { granularity: "word" });

/** Scripts that put no blanks between words. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;
const LATIN_MARKS = /(\p{Script=Latin})\p{M}+/gu;

export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/** The words of a text in any language, as a search compares them: "Größe" is "grosse". */
export function wordsOf(text: string): string[] {
  const plain = fold(text);
  return Array.from(words.segment(plain)).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

/** Marks of Latin letters are left out by many who type; those of other scripts tell words apart. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(LATIN_MARKS, "$1")
    .normalize("NFC")
    .replace(/’/g, "'");
}

/** A shorter end of a word would be found in too many. */
const SHORTEST_END = 4;
/** And so would the end of a word whose beginning is shorter. */
const SHORTEST_BEGINNING = 3;
/** Longer ones are addresses and codes. */
const LONGEST_WORD = 40;

/**
 * What a word may be searched by that is only a part of it: the ends of long words, since German joins words
 * ("Projektbudget"), and pairs of characters where no blanks are written, since where a word ends there depends on its neighbors.
 */
export function partsOf(words: readonly string[]): string[] {
  const long = words.filter((word) => !isUnspaced(word) && word.length <= LONGEST_WORD);
  return [...long.flatMap(endsOf), ...runsOf(words).flatMap(pairsOf)];
}

/** Words between which no blanks are written, as one. */
export function runsOf(words: readonly string[]): string[] {
  const runs: string[] = [];
  let run = "";
  for (const word of [...words, ""]) {
    if (isUnspaced(word)) run += word;
    else if (run !== "") {
      runs.push(run);
      run = "";
    }
  }
  return runs;
}

function endsOf(word: string): string[] {
  const letters = Array.from(word);
  const ends = letters.length - SHORTEST_BEGINNING - SHORTEST_END + 1;
  return Array.from({ length: Math.max(0, ends) }, (_, i) => letters.slice(SHORTEST_BEGINNING + i).join(""));
}

/** Pairs of neighboring characters: "预算案" is "预算" and "算案". */
export function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
