import { createIndex } from "../../search/create-index.ts";
import { wordsOf } from "../../search/words.ts";
import type { Chapter } from "../../summary/ask/prompt.ts";
import { NUMERAL, numberOf, withPlainDigits } from "../../summary/times/numerals.ts";
import type { TimeRange } from "../../video/video.ts";
import type { LongVideo } from "./long-video.ts";

/** As people name them in the languages that we know questions in. */
const PART = "parts?|teile?s?|parties?|partes?";
const CHAPTER = "chapters?|kapitels?|chapitres?|cap[ií]tulos?";
const PART_CHINESE = "部分|段";
const CHAPTER_CHINESE = "章节|章節|章";
const ORDINALS = [
  "first|erste[nrs]?|premi(?:er|ère)|primer[oa]?",
  "second|zweite[nrs]?|deuxième|second[ea]?|segund[oa]",
  "third|dritte[nrs]?|troisième|tercer[oa]?",
  "fourth|vierte[nrs]?|quatrième|cuart[oa]",
  "fifth|fünfte[nrs]?|cinquième|quint[oa]",
];
const LAST = "last|final|letzte[nrs]?|derni(?:er|ère)|últim[oa]|最后一个?|最後一個?";
const ORDINAL = String.raw`(?:\d{1,3}\s?(?:st|nd|rd|th|\.|ème|e|er|º|ª)|${[...ORDINALS, LAST].join("|")})`;

/** "part 3", "parts 3 and 5", "the third part", "第三部分"; the numbers are in the groups. */
function patternOf(word: string, chinese: string): RegExp {
  const after = String.raw`(?<!\p{L})(?:${word})\s*(?:no\.?|nr\.?|n°|#)?\s*(${NUMERAL})(?:\s*(?:,|-|–|and|und|et|y|with|mit|avec|con|&)\s*(?:(?:${word})\s*)?(\d{1,3})(?![\d:.]\d))?(?!\p{Script=Latin}|\s?[:%])`;
  const before = String.raw`(?<![\p{L}\d])(${ORDINAL})\s(?:${word})(?!\p{L})`;
  const inChinese = String.raw`第\s*(${NUMERAL})\s*个?(?:${chinese})|(最后|最後)一?[个個]?(?:${chinese})`;
  return new RegExp(`${after}|${before}|${inChinese}`, "giu");
}

const parts = patternOf(PART, PART_CHINESE);
const chapters = patternOf(CHAPTER, CHAPTER_CHINESE);
const isLast = new RegExp(`^(?:${LAST}|最后|最後)$`, "iu");

/** What a word or numeral counts to among so many; NaN where it is none. */
function countOf(word: string, of: number): number {
  if (isLast.test(word)) return of;
  const ordinal = ORDINALS.findIndex((pattern) => new RegExp(`^(?:${pattern})$`, "iu").test(word));
  return ordinal >= 0 ? ordinal + 1 : numberOf(word.replace(/(?<=\d)\D+$/u, ""));
}

function numbersIn(question: string, pattern: RegExp, of: number): number[] {
  const named = [...withPlainDigits(question).matchAll(pattern)].flatMap(([, ...groups]) =>
    groups.filter((group) => group !== undefined).map((group) => countOf(group, of) - 1),
  );
  return [...new Set(named)].filter((number) => Number.isInteger(number) && number >= 0 && number < of);
}

/** Numbers of the parts that a question names, from zero. */
export function namedParts(question: string, { summary }: LongVideo): number[] {
  return numbersIn(question, parts, summary.parts.length);
}

const chapterWord = new RegExp(String.raw`(?<!\p{L})(?:${CHAPTER})(?!\p{L})|${CHAPTER_CHINESE}`, "iu");

/**
 * The chapters that a question names by number or title. The page's own come first, since people see them beside the video; then
 * those of the outline.
 */
export function namedChapters(question: string, video: LongVideo): readonly TimeRange[] {
  const lists = [video.pageChapters, video.summary.chapters].filter((list) => list.length > 0);
  for (const byWhich of [byTitle, byNumber]) {
    for (const list of lists) {
      const found = byWhich(question, list);
      if (found.length > 0) return found;
    }
  }
  return [];
}

function byNumber(question: string, list: readonly Chapter[]): Chapter[] {
  return numbersIn(question, chapters, list.length).flatMap((number) => list[number] ?? []);
}

/** Word for word; or, where the question speaks of a chapter without its number, the title with most of its words. */
function byTitle(question: string, list: readonly Chapter[]): Chapter[] {
  const asked = question.toLowerCase();
  const unnumbered = question.replace(chapters, " ");
  const speaksOfChapter = chapterWord.test(unnumbered);
  const verbatim = list
    .filter(({ title }) => (speaksOfChapter || isTelling(title)) && asked.includes(title.toLowerCase()))
    .toSorted((a, b) => b.title.length - a.title.length)
    .slice(0, 1);
  if (verbatim.length > 0 || !speaksOfChapter) return verbatim;
  const documents = list.map(({ title }, i) => ({ id: String(i), text: title }));
  const [best] = createIndex(documents)(unnumbered.replace(chapterWord, " "));
  const chapter = best && list[Number(best.id)];
  return chapter ? [chapter] : [];
}

/** A single word may stand in any question. */
function isTelling(title: string): boolean {
  return wordsOf(title).length > 1;
}
