/** What a person may say of a summary or of one of its segments. */
export const VERDICTS = ["good", "wrong-time", "wrong-content", "bad-still", "missed"] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Characters of the sentence that may come with it. */
export const LONGEST_COMMENT = 500;
