import { catalogueFor, inEveryLanguage } from "../src/chat/catalogue/catalogue.ts";
import type { CommandDefinition } from "../src/chat/command.ts";
import type { CommandDeps } from "./deps.ts";

/** Deletes what is kept of the thread: context, stills, original and conversation. */
export function createForget({ store, stopWork }: CommandDeps): CommandDefinition {
  return {
    name: "forget",
    description: inEveryLanguage(({ commands }) => commands.forget.description),
    needsVideo: false,
    about: "thread",
    isJob: false,
    options: [],
    async run(event, thread) {
      // What is still under way would bring back what is deleted here.
      await stopWork?.(event.thread);
      const { wasKnown } = await store.forgetThread(event.thread);
      const { questions } = catalogueFor(event.locale);
      await thread.post({ kind: "notice", text: wasKnown ? questions.forgotten : questions.nothingToForget });
    },
  };
}
