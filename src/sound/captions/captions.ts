import { baseLanguage, languageTag } from "../server/languages.ts";
import { numberCues, type SoundSource, type Transcript } from "../transcript.ts";
import { parseTimedText } from "./timed-text.ts";

interface Origin {
  readonly source: Exclude<SoundSource, "none" | "server">;
  readonly language: string | null;
  readonly by: string | null;
}

/** "[Music]", "(applause)", "♪": what is heard and not said. */
const NOT_SPOKEN = /^(?:\[[^\]]*\]|\([^)]*\)|（[^）]*）|【[^】]*】|[♪♫\s]+)$/;

/** A transcript of WebVTT or SubRip, by `shift` seconds later; null if it has no speech. */
export function transcriptOf(text: string, origin: Origin, shift = 0): Transcript | null {
  const cues = parseTimedText(text)
    .filter((cue) => !NOT_SPOKEN.test(cue.text))
    .map((cue) => ({ ...cue, start: Math.max(0, cue.start + shift), end: cue.end + shift }))
    .filter(({ start, end }) => end > start);
  if (cues.length === 0) return null;
  return { ...origin, spokenSeconds: null, heardSeconds: null, cues: numberCues(cues) };
}

/** What a chat platform wrote down itself of an attachment, as WebVTT. */
export function platformTranscript(vtt: string): Transcript | null {
  return transcriptOf(vtt, { source: "platform", language: null, by: null });
}

export interface CaptionedPage {
  readonly captions: readonly { readonly language: string; readonly vtt: string }[];
  /** The language that is spoken, where the page says so. */
  readonly language?: string;
}

/** A site's own speech recognition in the language that is spoken, as yt-dlp marks it. */
const ORIGINAL = /-orig$/;

/**
 * A page's captions in the language that is spoken. People wrote those without a mark, and they come before speech
 * recognition; in another language they may be a machine translation. Where nothing tells which
 * language is spoken, only captions without any others beside them are taken.
 */
export function pageTranscript({ captions, language }: CaptionedPage): Transcript | null {
  const recognized = captions.find((one) => ORIGINAL.test(one.language));
  const spoken = recognized?.language.replace(ORIGINAL, "") ?? language;
  const written = captions.filter((one) => !ORIGINAL.test(one.language));
  const inSpoken =
    spoken === undefined
      ? written.slice(0, written.length === 1 ? 1 : 0)
      : written.filter((one) => baseOf(one.language) === baseOf(spoken));
  for (const one of [...inSpoken, ...(recognized ? [recognized] : [])]) {
    const tag = languageTag(one.language.replace(ORIGINAL, ""));
    const found = transcriptOf(one.vtt, { source: "page", language: tag, by: null });
    if (found) return found;
  }
  return null;
}

function baseOf(language: string): string {
  return baseLanguage(languageTag(language) ?? language);
}
