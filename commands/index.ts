import type { CommandDefinition } from "../src/chat/command.ts";
import { createSummarize, type SummarizeDeps } from "./summarize.ts";

/** Every command there is: a list in plain sight, so that none is lost to a file's name. */
export function createCommands(deps: SummarizeDeps): readonly CommandDefinition[] {
  return [createSummarize(deps)];
}
