/** ISO 639-2 codes by those of BCP 47, since MP4 has three letters; of the languages that speech models hear best. */
const CODES = new Map(
  [
    ...["ar ara", "bg bul", "bn ben", "ca cat", "cs ces", "da dan", "de deu", "el ell", "en eng", "es spa"],
    ...["et est", "fa fas", "fi fin", "fr fra", "he heb", "hi hin", "hr hrv", "hu hun", "id ind", "it ita"],
    ...["ja jpn", "ko kor", "lt lit", "lv lav", "ms msa", "nl nld", "no nor", "nb nob", "pl pol", "pt por"],
    ...["ro ron", "ru rus", "sk slk", "sl slv", "sr srp", "sv swe", "ta tam", "th tha", "tl tgl", "tr tur"],
    ...["uk ukr", "ur urd", "vi vie", "zh zho"],
  ].map((pair) => pair.split(" ") as [string, string]),
);

/** Three letters; "und", which means undetermined, for what has none here. */
export function threeLetters(language: string | null): string {
  const [code = ""] = (language ?? "").toLowerCase().split("-");
  return CODES.get(code) ?? (/^[a-z]{3}$/.test(code) ? code : "und");
}
