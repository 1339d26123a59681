import { wordsOf } from "../../src/search/words.ts";
import type { Outcome } from "../outcome.ts";
import { textOf } from "./events.ts";
import { counted, share, type Tally } from "./tally.ts";

type Summary = NonNullable<Outcome["summary"]>;

const RUN = 4;

/** Of all runs of four words, those that stood in an earlier text of the summary, or earlier in the same one. */
export function repetition({ overview, segments }: Summary): Tally {
  const seen = new Set<string>();
  let [repeated, all] = [0, 0];
  for (const text of [overview, ...segments.map(({ description }) => description)]) {
    const words = wordsOf(text);
    for (let i = 0; i + RUN <= words.length; i++) {
      const run = words.slice(i, i + RUN).join(" ");
      all++;
      if (seen.has(run)) repeated++;
      seen.add(run);
    }
  }
  return share(repeated, all);
}

/** The scripts in which a language is written. Languages of one script are not told apart. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/gu,
  Hans: /\p{Script=Han}/gu,
  Hant: /\p{Script=Han}/gu,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Kore: /\p{Script=Hangul}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Arab: /\p{Script=Arabic}/gu,
  Deva: /\p{Script=Devanagari}/gu,
  Grek: /\p{Script=Greek}/gu,
  Hebr: /\p{Script=Hebrew}/gu,
  Thai: /\p{Script=Thai}/gu,
};
const MOSTLY = 0.5;

/** Texts whose letters are mostly of the language's script. */
export function rightLanguage({ title, overview, segments, language }: Summary): Tally {
  const script = new Intl.Locale(language).maximize().script ?? "";
  const letters = SCRIPTS[script];
  if (!letters) return share(0, 0);
  const texts = [title, overview, ...segments.map(textOf)].filter((text) => /\p{L}/u.test(text));
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return counted(texts, (text) => count(text, letters) >= MOSTLY * count(text, /\p{L}/gu));
}
