import { describeFirst } from "./describe-first.ts";
import { fewFields } from "./few-fields.ts";
import { fiveActs } from "./five-acts.ts";
import { fiveKeyframes } from "./five-keyframes.ts";
import type { SummaryPrompt } from "./prompt.ts";
import { structured } from "./structured.ts";

export const PROMPT_NAMES = [
  "structured",
  "five-keyframes",
  "five-acts",
  "describe-first",
  "few-fields",
] as const;

export type PromptName = (typeof PROMPT_NAMES)[number];

/** The ways to ask for a summary, by the names that a setting and a run of the evaluation give them. */
export const PROMPTS: Readonly<Record<PromptName, SummaryPrompt>> = {
  structured,
  "five-keyframes": fiveKeyframes,
  "five-acts": fiveActs,
  "describe-first": describeFirst,
  "few-fields": fewFields,
};
