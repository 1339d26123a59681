import type { SummaryPrompt } from "../../src/summary/prompts/prompt.ts";
import { PROMPT_NAMES, PROMPTS } from "../../src/summary/prompts/prompts.ts";

/** The prompt of a variant. Throws for a name that is none: options are checked before. */
export function promptNamed(name: string): SummaryPrompt {
  const known = PROMPT_NAMES.find((one) => one === name);
  if (known === undefined) throw new RangeError(`there is no prompt ${name}`);
  return PROMPTS[known];
}
