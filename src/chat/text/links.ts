/** Punctuation of scripts that write without blanks, and quotes of every kind: no typed address holds one. */
const PUNCTUATION = "“”‘’«»（）［］｛｝【】〔〕〖〗《》〈〉「」『』＜＞＂＇｜，．。！？；：、～｡､";
/** Invisible characters: zero-width blanks and joiners of words, marks of direction. Editors leave them behind a link. */
const INVISIBLE = "\\u200b\\u200e\\u200f\\u2060\\u202a-\\u202e\\u2066-\\u2069\\ufeff";
/** Up to a blank or control, a bracket of Markdown or of a chat's markup, a quote, or one of the above. */
const LINK = new RegExp(`\\bhttps?://[^\\s\\p{Cc}<>|"\`${PUNCTUATION}${INVISIBLE}]+`, "giu");

/** Chats let people write far more; no honest message has its first links beyond this. */
const MOST_TEXT = 20_000;
/** More than one message may be worked on, so that it can be said how many were left out. */
const MOST_LINKS = 50;

/** The web addresses in a text, as they were typed, each once, without the punctuation and the markup around them. */
export function findLinks(text: string): readonly string[] {
  const found = new Map<string, string>();
  for (const [match] of text.slice(0, MOST_TEXT).matchAll(LINK)) {
    const link = withoutTail(match);
    const address = URL.parse(link)?.href;
    if (address !== undefined && !found.has(address)) found.set(address, link);
  }
  return [...found.values()].slice(0, MOST_LINKS);
}

const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Punctuation at the end belongs to the sentence, and a closing bracket to the one that opened before the link. */
function withoutTail(match: string): string {
  let link = match;
  while (link !== "") {
    const last = link.at(-1) ?? "";
    const opening = OPENING[last];
    const unmatched = opening !== undefined && count(link, last) > count(link, opening);
    if (!unmatched && !/[.,:;!?'*_~…]/u.test(last)) return link;
    link = link.slice(0, -1);
  }
  return link;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
