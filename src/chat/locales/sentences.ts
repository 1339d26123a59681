import type { ErrorCode, ErrorDetails } from "../../errors.ts";
import type { ProgressStep } from "../message.ts";
import type { DiscordWords } from "./discord-words.ts";
import type { DoctorWords } from "./doctor-words.ts";
import type { JobWords } from "./job-words.ts";
import type { ActionWords, QuestionWords } from "./question-words.ts";
import type { SlackWords } from "./slack-words.ts";
import type { StartWords } from "./start-words.ts";
import type { ReportWords, SummaryWords } from "./summary-words.ts";
import type { CommandWords, TerminalWords } from "./terminal-words.ts";

/**
 * Everything the bot says in its own words, in one language. An entry is a whole sentence, phrase or
 * heading; what varies is a parameter, because word order is not ours to fix by gluing.
 * Parameters arrive formatted where a form is shared by all languages (times, file names, paths).
 */
export interface Catalogue {
  /** For `lang` attributes and Intl. */
  readonly lang: "en" | "zh-Hans";
  /** One or two sentences: what is wrong; then what to do. */
  error(code: ErrorCode, details: ErrorDetails): string;
  readonly progress: Readonly<Record<ProgressStep, StepWords>>;
  /** A running step's line with how far it is, 0 to 100. */
  progressPercent(running: string, percent: number): string;
  /** Megabytes with one digit; `total` is null where nobody says. */
  progressTransfer(running: string, amount: { done: string; total: string | null; rate: string }): string;
  readonly summary: SummaryWords;
  readonly report: ReportWords;
  readonly questions: QuestionWords;
  /** Labels of buttons, at most 20 characters. */
  readonly actions: ActionWords;
  readonly terminal: TerminalWords;
  readonly slack: SlackWords;
  readonly commands: CommandWords;
  readonly discord: DiscordWords;
  readonly doctor: DoctorWords;
  readonly jobs: JobWords;
  readonly start: StartWords;
}

interface StepWords {
  readonly running: string;
  readonly done: string;
}

export type ErrorSentences = Readonly<Record<ErrorCode, (details: ErrorDetails) => string>>;
/** The part of them that is about pages of video sites. */
export type PageErrorSentences = Pick<ErrorSentences, Extract<ErrorCode, `page-${string}` | "pages-off">>;

/** Faults of a request; `details.what` of a "usage" error names one. */
type UsageFault =
  | "no-video"
  | "no-question"
  | "no-command"
  | "unknown-command"
  | "unknown-option"
  | "missing-value"
  | "missing-argument"
  | "surplus-argument"
  | "unwanted-value"
  | "not-a-number"
  | "bad-language"
  | "bad-time";

export type UsageSentences = Readonly<Record<UsageFault, (details: ErrorDetails) => string>>;

/** `rich` where every named detail is known, else `plain`: whoever throws may not know them all. */
export function given<Name extends string>(
  details: ErrorDetails,
  names: readonly Name[],
  rich: (known: Readonly<Record<Name, string | number>>) => string,
  plain: string,
): string {
  const isKnown = names.every((name) => details[name] !== undefined);
  return isKnown ? rich(details as Readonly<Record<Name, string | number>>) : plain;
}

/** The sentence for a "usage" error; null where `details.what` names no fault. */
export function usageSentence(sentences: UsageSentences, details: ErrorDetails): string | null {
  const what = details.what;
  const isFault = typeof what === "string" && Object.hasOwn(sentences, what);
  return isFault ? sentences[what as UsageFault](details) : null;
}
