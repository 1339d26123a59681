import { english } from "./en.ts";
import type { Catalogue } from "./words.ts";
import { chinese } from "./zh.ts";

export type { Catalogue } from "./words.ts";

/** A text in every language of the catalogue; English first, as the one to fall back on. */
export interface Phrase {
  readonly en: string;
  readonly zh: string;
}

/** Simplified Chinese for any Chinese tag ("zh", "zh_TW.UTF-8", "ZH-hant"), else English. */
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
  return /^zh(?![a-z0-9])/i.test(locale);
}
