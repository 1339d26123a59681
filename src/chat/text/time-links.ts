import type { TimeLink } from "../message.ts";

/**
 * A text cut at the times that are links. Only a time that stands by itself is one: "1:20" is none in "11:20", "1:20:05"
 * or "1:20.5".
 */
export function splitAtTimes(text: string, times: readonly TimeLink[] = []): readonly (string | TimeLink)[] {
  if (times.length === 0) return [text];
  const urls = new Map(times.map((time) => [time.text, time.url]));
  const longestFirst = [...urls.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\d:.])(${longestFirst.map(RegExp.escape).join("|")})(?![\\d:\\p{Script=Latin}]|\\.\\d)`,
    "gu",
  );
  return text.split(pattern).flatMap((part, position): readonly (string | TimeLink)[] => {
    if (position % 2 === 0) return part === "" ? [] : [part];
    return [{ text: part, url: urls.get(part) ?? "" }];
  });
}

/** The first of the times in a text; null where it names none. */
export function firstTime(text: string, times: readonly TimeLink[] | undefined): TimeLink | null {
  for (const part of splitAtTimes(text, times)) if (typeof part !== "string") return part;
  return null;
}

/** Brackets, bars and stars mean something in a chat's markup; percent-encoded they lead to the same place. */
const UNSAFE = /[^\w\-.~:/?#@!$&+,;=%]/gu;

/** The address with nothing in it that could end a link in any platform's markup. */
export function markupSafe(address: string): string {
  return new URL(address).href.replace(UNSAFE, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}
