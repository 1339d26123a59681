const LONGEST = 120;
const FALLBACK = "video";

/** What to call a linked file, for showing only: the last part of its path, without what could confuse a reader. */
export function fileNameOf({ pathname }: URL): string {
  const last = pathname.split("/").findLast((part) => part !== "") ?? "";
  return plainName(decoded(last)) || FALLBACK;
}

/** Control and direction characters go, since they can make a name read as another one. */
export function plainName(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}/\\]+/gu, " ")
    .trim()
    .slice(0, LONGEST);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
