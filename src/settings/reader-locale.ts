const DEFAULT_LOCALE = "en";

/**
 * BCP 47 tag of the person at this terminal. POSIX names such as "de_DE.UTF-8@euro" come in their order of
 * precedence (LC_ALL, LC_MESSAGES, LANG) and the first that is set decides, even when it is "C".
 */
export function readerLocale(names: readonly (string | undefined)[]): string {
  const [language = ""] = (names.find(Boolean) ?? "").split(/[.@]/);
  if (language === "C" || language === "POSIX") return DEFAULT_LOCALE;
  try {
    return Intl.getCanonicalLocales(language.replaceAll("_", "-"))[0] ?? DEFAULT_LOCALE;
  } catch {
    return DEFAULT_LOCALE;
  }
}
