import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";

/** Says what the bot does, what it keeps, and the words it understands. */
export function createHelp(): CommandDefinition {
  return {
    name: "help",
    description: inEveryLanguage(({ commands }) => commands.help.description),
    needsVideo: false,
    isJob: false,
    options: [],
    async run({ event, thread }) {
      await thread.post({ kind: "notice", text: catalogueFor(event.locale).questions.help });
    },
  };
}
