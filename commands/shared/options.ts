import type { OptionDefinition } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { inEveryLanguage } from "../../src/chat/locales/locales.ts";

type JobCommand = "status" | "cancel" | "retry";

export function jobOption(command: JobCommand): OptionDefinition {
  return {
    name: "job",
    type: "string",
    description: inEveryLanguage(({ commands }) => commands[command].job),
    example: "x7k2m9qa",
  };
}

/** As people type it: in any case, with spaces around it. Undefined where none was named. */
export function readJob({ options }: CommandEvent): string | undefined {
  const id = String(options.job ?? "")
    .trim()
    .toLowerCase();
  return id === "" ? undefined : id;
}
