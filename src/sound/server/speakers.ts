import type { HeardLine, HeardPiece } from "./speech-server.ts";

type Spoken = Pick<HeardPiece, "lines">;

/**
 * "A", "1", "SPEAKER_00": servers count so anew in each request, and the same one in two pieces may be two people. Anything else
 * is the server's own id of a person.
 */
const COUNTED = /^(?:speaker|spk|s)?[\s_-]*(?:\d{1,3}|[a-z])$/i;

/**
 * The lines of pieces in order of time, their speakers as "Speaker 1", "Speaker 2", … over the whole video: joined across pieces
 * by the server's own id alone. Someone counted who speaks alone in a piece has no name, since it would tell nothing.
 * `before` are the pieces of earlier ranges, so that no number comes twice.
 */
export function namedLines(pieces: readonly Spoken[], before: readonly Spoken[] = []): HeardLine[] {
  const names = new Map<string, string>();
  const named = [...before, ...pieces].map(({ lines }, at) => {
    const isAlone = new Set(lines.map(({ speaker }) => speaker)).size === 1;
    return lines.map(({ speaker: label, ...line }): HeardLine => {
      const isCounted = label !== undefined && COUNTED.test(label);
      if (label === undefined || (isCounted && isAlone)) return line;
      const key = isCounted ? `${at}:${label}` : `:${label}`;
      const speaker = names.get(key) ?? `Speaker ${names.size + 1}`;
      names.set(key, speaker);
      return { ...line, speaker };
    });
  });
  return named.slice(before.length).flat();
}
