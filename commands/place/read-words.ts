import type { OptionValues } from "../../src/chat/event.ts";
import { type Catalogue, ofAllLanguages } from "../../src/chat/locales/locales.ts";
import { CuepointError } from "../../src/errors.ts";
import { DEFAULT, SETTING_OPTIONS } from "./options.ts";

type Typed = Catalogue["typed"];

const NAMES = namesBy(({ setting }) => setting);
const VALUES = valuesByWord();

/**
 * Settings as people write them, in any language of the catalogue: "language de, sound off, keep 30 days". Gives what the options
 * of the slash command would. Throws `usage`.
 */
export function readWords(text: string): OptionValues {
  const words = text.split(/[\s,;:=，；：、]+/).filter(Boolean);
  const options: Record<string, string | number> = {};
  while (words.length > 0) {
    const word = words.shift() ?? "";
    const name = NAMES.get(word.toLowerCase());
    if (name === undefined) throw unknown(word);
    const typed = name === "who" ? takeList(words) : words.shift();
    if (!typed) throw new CuepointError("usage", { what: "missing-value", option: word });
    const value = VALUES.get(typed.toLowerCase()) ?? typed;
    options[name] = name === "keep-days" ? takeDays(value, words) : value;
  }
  return options;
}

/** "30 days"; the number itself is checked with all others. */
function takeDays(value: string, words: string[]): number {
  if (NAMES.get(words[0]?.toLowerCase() ?? "") === "keep-days") words.shift();
  return value === DEFAULT ? 0 : Number(value);
}

/** Up to the next setting: roles and people are several words. */
function takeList(words: string[]): string {
  const end = words.findIndex((word) => NAMES.has(word.toLowerCase()));
  return words.splice(0, end === -1 ? words.length : end).join(" ");
}

function unknown(word: string): CuepointError {
  const options = SETTING_OPTIONS.map(({ name }) => name).join(", ");
  return new CuepointError("usage", { what: "unknown-option", option: word, options });
}

function namesBy(pick: (typed: Typed) => Typed["setting"]): ReadonlyMap<string, string> {
  const names = SETTING_OPTIONS.map(({ name }) => name as keyof Typed["setting"]);
  return new Map(
    names.flatMap((name) =>
      [name, ...ofAllLanguages(({ typed }) => pick(typed)[name])].map((word) => [word, name]),
    ),
  );
}

/** What stands for a value: its own name, its label in a menu and what people say, in each language. */
function valuesByWord(): ReadonlyMap<string, string> {
  const labeled = SETTING_OPTIONS.flatMap(({ choices = [] }) => choices).flatMap(({ value, label }) =>
    Object.values(label).map((word) => [word.toLowerCase(), value] as const),
  );
  const said = (["on", "off", "everyone", "admins", "channel", "server", "default"] as const).flatMap(
    (value) => ofAllLanguages(({ typed }) => typed.settingValue[value]).map((word) => [word, value] as const),
  );
  return new Map([...labeled, ...said]);
}
