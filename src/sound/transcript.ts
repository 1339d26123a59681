/** A timed line of what was said (WebVTT's word). Times are seconds of the video's own clock, `start` < `end`. */
export interface Cue {
  /** "c1", "c2", … in order of time, unique over the whole video; what a model quotes by. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** One line of plain text, a stranger's words: quoted, never an instruction. */
  readonly text: string;
  /** "Speaker 1" where the source tells speakers apart. */
  readonly speaker?: string;
}

/** Where the words come from, in the order in which sources are tried. */
export const SOUND_SOURCES = ["subtitles", "platform", "page", "server", "none"] as const;

export type SoundSource = (typeof SOUND_SOURCES)[number];

/**
 * Why there are no cues: the file has no sound; neither captions nor a speech server are there; the person wants no
 * listening; the operator wants none here; the sound of a page could not be had; only music, noise or silence was heard; the sound or the server failed, and the log has the cause.
 */
export const NO_CUES = [
  "no-track",
  "no-server",
  "turned-off",
  "off-here",
  "not-fetched",
  "no-speech",
  "failed",
] as const;

export type NoCues = (typeof NO_CUES)[number];

/** All that was heard of a video, or why nothing was. */
export interface Transcript {
  readonly source: SoundSource;
  /** Present exactly where there are no cues. */
  readonly noCues?: NoCues;
  /** BCP 47; null where it is unknown. */
  readonly language: string | null;
  /** The model or the caption track that the words are from, to be shown; null where there are none. */
  readonly by: string | null;
  /** Seconds in which speech detection heard speech; null where nothing measured it, as with subtitles. */
  readonly spokenSeconds: number | null;
  /** Of these, seconds whose words are known: less where pieces failed. */
  readonly heardSeconds: number | null;
  /** In order of time. */
  readonly cues: readonly Cue[];
}

/** Cues in order of time, with their ids. */
export function numberCues(cues: readonly Omit<Cue, "id">[]): Cue[] {
  return cues
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((cue, i) => ({ ...cue, id: `c${i + 1}` }));
}

export function nothingHeard(noCues: NoCues): Transcript {
  return {
    source: "none",
    noCues,
    language: null,
    by: null,
    spokenSeconds: null,
    heardSeconds: null,
    cues: [],
  };
}
