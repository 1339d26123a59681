import type { CommandDefinition, OptionDefinition } from "../../src/chat/command.ts";

/** How many files a command takes here: each becomes a thread, and without a file there is no telling which is meant. */
export type FileUse = "several" | "one" | "none";

export function fileUseOf({ needsVideo, about }: CommandDefinition): FileUse {
  if (needsVideo) return "several";
  return about === "thread" ? "one" : "none";
}

/** Whether it makes sense without buttons. */
export function worksHere({ about }: CommandDefinition): boolean {
  return about !== "message";
}

/** Whether it leaves files behind: an answer its pictures, a summary its report. */
export function hasResults(command: CommandDefinition): boolean {
  return command.needsVideo || (fileUseOf(command) === "one" && command.options.length > 0);
}

/** The option that follows the file without its name. */
export function positionalOf({ options }: CommandDefinition): OptionDefinition | undefined {
  return options.find(({ positional }) => positional);
}
