/** Labels of buttons. */
export interface ActionWords {
  readonly more: string;
  /** For the summary as programs read it. */
  readonly data: string;
  readonly stop: string;
  readonly retry: string;
  readonly helpful: string;
  readonly notHelpful: string;
  /** Where a part of the summary is to be chosen. */
  readonly allOfIt: string;
}

/** What the bot says around answers; times and coverage arrive formatted. */
export interface QuestionWords {
  /** Instead of a guess. */
  notSeen(coverage: string): string;
  /** Under an answer for which a part was decoded anew. */
  lookedAgain(from: string, to: string): string;
  readonly originalGone: string;
  /** The model's context held less of a closer look than was wanted. */
  readonly shortages: Readonly<Record<"fewer" | "smaller" | "no-room", string>>;
  readonly conversationCut: string;
  /** No model has looked at this video yet. */
  readonly noModelYet: string;
  /** A model has looked at this video, and its reply could not be used. */
  readonly replyUnusable: string;
  /** Alt text of a still that an answer cites. */
  momentAlt(time: string): string;
  momentCaption(time: string): string;
  frameText(time: string): string;
  /** Under a frame that was asked for by its time and cannot be decoded; `shown` is the time of the one that is there. */
  frameInstead(wished: string, shown: string): string;
  readonly unknownThread: string;
  /** The same file was summarized before; `made` is a date and time. */
  madeBefore(made: string): string;
  readonly forgotten: string;
  /** The same, where another thread holds the video too. */
  readonly forgottenHere: string;
  readonly nothingToForget: string;
  readonly thanks: string;
  /** How to ask, under the first summary of a thread. */
  readonly invitation: string;
  readonly help: string;
}
