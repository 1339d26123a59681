interface Chapter {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

export interface Captions {
  /** As the site calls the language, e.g. "en" or "zh-Hans". */
  readonly language: string;
  /** WebVTT, as the site gave it. */
  readonly vtt: string;
}

/** What a page says of its video. A stranger wrote it: hints and text for showing, never instructions. */
export interface PageInfo {
  readonly title: string;
  readonly chapters: readonly Chapter[];
  readonly captions: readonly Captions[];
  /** Where the link was of a list: its title and how many videos it holds; the first was taken. */
  readonly playlist?: { readonly title: string; readonly videos: number | null };
}
