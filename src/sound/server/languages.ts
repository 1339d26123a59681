/** Names that Whisper uses and the platform does not, with their codes. */
const WHISPER_NAMES: Readonly<Record<string, string>> = {
  mandarin: "zh",
  castilian: "es",
  flemish: "nl",
  valencian: "ca",
  moldavian: "ro",
  moldovan: "ro",
  letzeburgesch: "lb",
  myanmar: "my",
  sinhalese: "si",
  panjabi: "pa",
  pushto: "ps",
  nynorsk: "nn",
  haitian: "ht",
  hawaiian: "haw",
  cantonese: "yue",
  tagalog: "tl",
};

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

let namesOfAll: ReadonlyMap<string, string> | null = null;

/** Every two-letter code by its English name. */
function namesToCodes(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`));
  const pairs = codes.flatMap((code) => {
    // A code that was replaced by another one has its name too; the one that stays wins.
    const isCurrent = canonical(code) === code;
    const name = isCurrent ? names.of(code) : undefined;
    return name === undefined ? [] : [[name.toLowerCase(), code] as const];
  });
  return new Map([...pairs, ...Object.entries(WHISPER_NAMES)]);
}

/** The BCP 47 tag of a language that a server calls "en", "English" or "zh_CN"; null where it says none that is known. */
export function languageTag(said: string | null | undefined): string | null {
  const word = said?.trim().toLowerCase().replaceAll("_", "-") ?? "";
  if (word === "" || ["auto", "und", "unknown", "none"].includes(word)) return null;
  namesOfAll ??= namesToCodes();
  const named = namesOfAll.get(word) ?? namesOfAll.get(word.split(/[ (;]/)[0] ?? "");
  return named ?? (/^[a-z]{2,3}(-[a-z\d]{2,8})*$/.test(word) ? canonical(word) : null);
}

/** "en" of "en-US": what speech servers take. */
export function baseLanguage(tag: string): string {
  return tag.split("-")[0] ?? tag;
}

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
