import { english } from "./en/index.ts";
import type { Catalogue } from "./sentences.ts";
import { chinese } from "./zh-Hans/index.ts";

export type { Catalogue } from "./sentences.ts";

/** A text in every language of the catalogue; English first, as the one to fall back on. */
export interface Phrase {
  readonly en: string;
  readonly zh: string;
}

/** Simplified Chinese for its readers ("zh", "zh_CN.UTF-8", "zh-Hans-HK"), else English: also for readers of Traditional Chinese. */
export function catalogueFor(locale: string): Catalogue {
  return isChinese(locale) ? chinese : english;
}

export function inEveryLanguage(pick: (catalogue: Catalogue) => string): Phrase {
  return { en: pick(english), zh: pick(chinese) };
}

export function inLanguageOf(locale: string, phrase: Phrase): string {
  return isChinese(locale) ? phrase.zh : phrase.en;
}

function isChinese(locale: string): boolean {
  if (!/^zh(?![a-z0-9])/i.test(locale)) return false;
  // A tag with a script means that one; the regions are those whose usual script is the traditional one.
  return /[-_]hans\b/i.test(locale) || !/[-_](hant|tw|hk|mo)(?![a-z0-9])/i.test(locale);
}
