import type { ErrorCode, ErrorDetails } from "../../errors.ts";

export type ErrorSentences = Readonly<Record<ErrorCode, (details: ErrorDetails) => string>>;
/** The part of them that is about pages of video sites. */
export type PageErrorSentences = Pick<ErrorSentences, Extract<ErrorCode, `page-${string}` | "pages-off">>;

/** The part of them that only jobs have. */
export type JobErrorSentences = Pick<
  ErrorSentences,
  Extract<ErrorCode, `limit-${string}` | "no-room" | "video-crashed">
>;

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

/** As far as people care: seconds up to an hour, then minutes. */
export function splitSeconds(seconds: number): { hours: number; minutes: number; seconds: number } {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return { hours, minutes, seconds: hours > 0 ? 0 : seconds % 60 };
}
