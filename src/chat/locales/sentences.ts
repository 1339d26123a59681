import type { ErrorCode, ErrorDetails, UsageDetails } from "../../errors.ts";

export type ErrorSentences = { readonly [Code in ErrorCode]: (details: ErrorDetails<Code>) => string };

type UsageFault = UsageDetails["what"];
type DetailsOf<Fault extends UsageFault> = Extract<UsageDetails, { readonly what: Fault }>;

export type UsageSentences = { readonly [Fault in UsageFault]: (details: DetailsOf<Fault>) => string };

/** The sentence for a "usage" error. */
export function usageSentence(sentences: UsageSentences, details: UsageDetails): string {
  const say = sentences[details.what] as (details: UsageDetails) => string;
  return say(details);
}

/** As far as people care: seconds up to an hour, then minutes. */
export function splitSeconds(seconds: number): { hours: number; minutes: number; seconds: number } {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return { hours, minutes, seconds: hours > 0 ? 0 : seconds % 60 };
}
