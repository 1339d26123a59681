const ONES = [
  ...[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ],
  ...["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const CHINESE = "〇一二三四五六七八九";

const ENGLISH_WORD = `(?:${[...ONES, ...TENS, "hundred"].join("|")})(?:th|rd|st|nd)?(?![a-z])`;
/** "eighty-three", "one hundred and five". */
const ENGLISH = String.raw`${ENGLISH_WORD}(?:(?:[\s-]+and)?[\s-]+${ENGLISH_WORD}){0,4}`;
/** A number as people write it, without a sign: "83", "12.5", "12,5", "eighty-three", "八十三". */
export const NUMERAL = String.raw`(?:\d+(?:[.,]\d+)?|${ENGLISH}|[零〇一二两兩三四五六七八九十百]{1,8})`;

/** What `NUMERAL` has matched, as a number. */
export function numberOf(numeral: string): number {
  if (/^\d/.test(numeral)) return Number(numeral.replace(",", "."));
  return /^[a-z]/i.test(numeral) ? englishValue(numeral.toLowerCase()) : chineseValue(numeral);
}

function englishValue(words: string): number {
  return words.split(/[\s-]+/).reduce((sum, word) => {
    const bare = word.replace(/(?:th|rd|st|nd)$/, "");
    if (bare === "hundred") return Math.max(1, sum) * 100;
    const one = ONES.indexOf(bare);
    const ten = TENS.indexOf(bare);
    return sum + Math.max(one, 0) + (ten >= 0 ? (ten + 2) * 10 : 0);
  }, 0);
}

/** Up to the hundreds, and digit by digit where no unit is named: "八十三", "一百零五", "四二". */
function chineseValue(signs: string): number {
  let sum = 0;
  let digit: number | null = null;
  for (const sign of signs.replace(/[两兩]/g, "二").replaceAll("零", "〇")) {
    const unit = sign === "十" ? 10 : sign === "百" ? 100 : 0;
    if (unit > 0) {
      sum += (digit ?? 1) * unit;
      digit = null;
    } else digit = (digit ?? 0) * 10 + CHINESE.indexOf(sign);
  }
  return sum + (digit ?? 0);
}

/** Where each script has its zero; nine digits follow it. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

/** The same text with digits and colons of every script as ASCII has them; not a character longer or shorter. */
export function withPlainDigits(text: string): string {
  return text.replaceAll("：", ":").replace(/[\p{Nd}--[0-9]]/gv, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((one) => point >= one && point <= one + 9);
    return zero === undefined ? digit : String(point - zero);
  });
}
