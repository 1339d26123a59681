import type { Catalogue } from "./locales/locales.ts";
import { LONGEST_COMMENT, VERDICTS } from "./verdict.ts";

/** What is asked before an action counts: one choice, and a sentence that may be left out. Plain text in the reader's language. */
export interface Form {
  /** At most 24 characters. */
  readonly title: string;
  /** At most 45 characters, as is the other label. At most ten choices. */
  readonly choice: {
    readonly label: string;
    readonly choices: readonly { readonly label: string; readonly value: string }[];
  };
  readonly text: { readonly label: string; readonly hint: string; readonly longest: number };
  /** Labels of its two buttons, at most 24 characters. */
  readonly submit: string;
  readonly cancel: string;
}

/** What a person entered. */
export interface FormAnswers {
  readonly choice: string;
  /** Empty where it was left out. */
  readonly text: string;
}

/** Actions that open a form, also those of messages that an older version posted. */
const RATING: readonly string[] = ["rate", "not-helpful"];

/** The form that an action opens, by its id and value; null for one that counts at once. */
export function formOf(action: string, value: string, { feedback }: Catalogue): Form | null {
  if (!RATING.includes(action)) return null;
  return {
    title: value.startsWith("segment-") ? feedback.titleOfPart : feedback.title,
    choice: {
      label: feedback.question,
      choices: VERDICTS.map((verdict) => ({ value: verdict, label: feedback.verdicts[verdict] })),
    },
    text: { label: feedback.comment, hint: feedback.hint, longest: LONGEST_COMMENT },
    submit: feedback.send,
    cancel: feedback.cancel,
  };
}
