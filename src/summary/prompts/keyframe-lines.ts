interface KeyframeLine {
  /** As it was written. */
  readonly time: string;
  readonly fields: readonly string[];
}

/** Bullets, numbers, the edge of a table: what a model puts before a line though it was asked for none. */
const ORNAMENT = /^[\s|｜>*_#•`-]*(?:\d{1,2}(?:[.)]\s+|[)、]|\.(?=[<*_`])))?[\s*_`]*/u;
/** A time in angle brackets, as a clock shows it, or a bare number that a bar follows. */
const TIME =
  /^(?:<\s*([\d:.,]+)\s*\p{L}*\.?\s*>|(\d{1,3}(?::\d{2}){1,2}(?:[.,]\d+)?)(?![\d:])|(\d+(?:\.\d+)?)\s*(?:seconds?|secs?|s)?(?=[\s*_`]*[|｜]))/iu;
const BAR = /\s*[|｜]\s*/u;

/** The lines of a plain reply that begin with a time, each with what follows it up to the next one or an empty line. */
export function readLines(reply: string): KeyframeLine[] {
  const found: { time: string; text: string }[] = [];
  let isOpen = false;
  for (const raw of reply.split(/\r?\n/)) {
    // A model may write spaces without end; the patterns would try each of them.
    const spoken = raw.replace(/\s+/g, " ").trim();
    const line = spoken.replace(ORNAMENT, "");
    const match = TIME.exec(line);
    const last = found.at(-1);
    if (match) {
      const time = match.slice(1).find((group) => group !== undefined) ?? "";
      found.push({ time, text: line.slice(match[0].length) });
      isOpen = true;
    } else if (spoken === "") isOpen &&= last?.text.trim() === "";
    else if (last && isOpen) last.text += ` ${spoken}`;
  }
  return found.map(({ time, text }) => ({ time, fields: fieldsOf(text) }));
}

function fieldsOf(text: string): string[] {
  return text
    .replace(/\*\*|__|`/g, "")
    .replace(/^[\s*_]*[:：–—-]+/u, "")
    .split(BAR)
    .map((field) => field.trim())
    .filter((field) => field !== "");
}
