/** One number about one variant over the cases that have it, with a 95 % interval by resampling the cases. */
interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Cases, and single things that were counted in them. */
  readonly cases: number;
  readonly counted: number;
}

/** The figures' names, in the order in which they are shown; each says what it is and which way is better. */
export const FIGURES = {
  eventsFound: { unit: "share", better: "more", of: "events that a segment at their time tells" },
  eventsInvented: { unit: "share", better: "less", of: "segments that tell what is not there, or not then" },
  timeErrorMedian: {
    unit: "seconds",
    better: "less",
    of: "from a told event to its named frame, in half of them at most",
  },
  timeErrorMost: { unit: "seconds", better: "less", of: "the same in 95 of 100" },
  rightStill: { unit: "share", better: "more", of: "told events whose still lies in them" },
  quoteFidelity: { unit: "share", better: "more", of: "quotes that were said, at their time" },
  writtenRead: { unit: "share", better: "more", of: "texts in the picture that a segment at their time has" },
  wordsInSilence: { unit: "words a minute", better: "less", of: "heard where no one speaks" },
  answeredRight: { unit: "share", better: "more", of: "questions that the video answers" },
  refusedRight: { unit: "share", better: "more", of: "questions that it does not answer" },
  heldAtFirst: { unit: "share", better: "more", of: "requests whose first reply could be used" },
  repetition: { unit: "share", better: "less", of: "runs of four words that come again in one summary" },
  rightLanguage: { unit: "share", better: "more", of: "texts in the language that was asked for" },
  usable: { unit: "share", better: "more", of: "videos that got a summary by the model" },
  shotsShown: { unit: "share", better: "more", of: "known shots of which a frame was sent" },
  tokensAMinute: { unit: "tokens", better: "less", of: "a minute of video" },
  secondsAMinute: { unit: "seconds", better: "less", of: "a minute of video" },
} as const;

export type FigureName = keyof typeof FIGURES;

/** Absent where no case says anything about it. */
export type Figures = Readonly<Partial<Record<FigureName, Figure>>>;
