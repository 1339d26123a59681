import type { Catalogue } from "./en/index.ts";
import * as languages from "./languages.ts";

export type { Catalogue } from "./en/index.ts";

/** A language of the catalogue. */
export type Locale = keyof typeof languages;

/** A text in every language of the catalogue. */
export type Phrase = Readonly<Record<Locale, string>>;

/** For readers of all other languages, and for the log. */
export const FALLBACK_LOCALE = "en" satisfies Locale;

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { ...languages };
const LOCALES = Object.keys(CATALOGUES) as readonly Locale[];

/** For a reader's locale as programs and platforms name it: "zh", "zh_CN.UTF-8", "en-GB". */
export function catalogueFor(locale: string): Catalogue {
  return CATALOGUES[localeFor(locale)];
}

export function inEveryLanguage(pick: (catalogue: Catalogue) => string): Phrase {
  const texts = LOCALES.map((locale) => [locale, pick(CATALOGUES[locale])]);
  return Object.fromEntries(texts) as Phrase;
}

/** Words of all languages together, for what a person may write in any of them. */
export function ofAllLanguages(pick: (catalogue: Catalogue) => readonly string[]): readonly string[] {
  return LOCALES.flatMap((locale) => pick(CATALOGUES[locale]));
}

export function inLanguageOf(locale: string, phrase: Phrase): string {
  return phrase[localeFor(locale)];
}

/** One in the same language and script: a reader of Traditional Chinese does not get Simplified Chinese. */
export function localeFor(locale: string): Locale {
  const wanted = inFull(locale.replace(/[.@].*$/, "").replaceAll("_", "-"));
  const isReadable = (each: Locale) => {
    const { language, script } = inFull(each) ?? {};
    return language === wanted?.language && script === wanted?.script;
  };
  return LOCALES.find(isReadable) ?? FALLBACK_LOCALE;
}

/** With its usual script and region; null for what is no tag, such as "C". */
function inFull(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return null;
  }
}
