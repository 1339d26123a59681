const SCRIPTS = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Han}/u, "zh-CN"],
  [/\p{Script=Cyrillic}/u, "ru"],
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Thai}/u, "th"],
] as const;

/** By its script alone: good enough where Slack does not tell a person's language. */
export function guessLocale(text: string): string {
  return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? "en";
}
