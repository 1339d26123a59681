import type { Catalogue } from "./locales/locales.ts";
import { LONGEST_COMMENT, VERDICTS } from "./verdict.ts";

/** What is asked before an action counts: a choice where there is one, and words. Plain text in the reader's language. */
export interface Form {
  /** At most 24 characters. */
  readonly title: string;
  /** At most 45 characters, as is the other label. At most ten choices. */
  readonly choice?: {
    readonly label: string;
    readonly choices: readonly { readonly label: string; readonly value: string }[];
  };
  readonly text: {
    readonly label: string;
    readonly hint: string;
    readonly longest: number;
    /** The form cannot be sent without. */
    readonly isRequired?: true;
  };
  /** Labels of its two buttons, at most 24 characters. */
  readonly submit: string;
  readonly cancel: string;
}

/** What a person entered. */
export interface FormAnswers {
  /** Empty where the form has none. */
  readonly choice: string;
  /** Empty where it was left out. */
  readonly text: string;
}

/** Actions that open a form, also those of messages that an older version posted. */
const RATING: readonly string[] = ["rate", "not-helpful"];

const ASKING = "ask";
/** Characters of a question. */
const LONGEST_QUESTION = 500;

/** The form that an action opens, by its id and value; null for one that counts at once. */
export function formOf(action: string, value: string, catalogue: Catalogue): Form | null {
  const isOfPart = value.startsWith("segment-");
  if (action === ASKING) return askingForm(isOfPart, catalogue);
  return RATING.includes(action) ? ratingForm(isOfPart, catalogue) : null;
}

function ratingForm(isOfPart: boolean, { feedback }: Catalogue): Form {
  return {
    title: isOfPart ? feedback.titleOfPart : feedback.title,
    choice: {
      label: feedback.question,
      choices: VERDICTS.map((verdict) => ({ value: verdict, label: feedback.verdicts[verdict] })),
    },
    text: { label: feedback.comment, hint: feedback.hint, longest: LONGEST_COMMENT },
    submit: feedback.send,
    cancel: feedback.cancel,
  };
}

function askingForm(isOfPart: boolean, { feedback, questions: { form } }: Catalogue): Form {
  const hint = isOfPart ? form.hintOfPart : form.hint;
  return {
    title: isOfPart ? form.titleOfPart : form.title,
    text: { label: form.question, hint, longest: LONGEST_QUESTION, isRequired: true },
    submit: form.ask,
    cancel: feedback.cancel,
  };
}
