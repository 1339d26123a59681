import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { withRoom } from "../src/store/forget.ts";
import type { CommandDeps } from "./shared/deps.ts";

/** Deletes what is kept of the thread: context, stills, original and conversation. */
export function createForget({
  store,
  stopWork,
}: Pick<CommandDeps, "store" | "stopWork">): CommandDefinition {
  return {
    name: "forget",
    description: inEveryLanguage(({ commands }) => commands.forget.description),
    needsVideo: false,
    about: "thread",
    isJob: false,
    options: [],
    async run({ event, thread }) {
      const home = await store.threads.homeOf(event.thread);
      let wasKnown = false;
      let isShared = false;
      const deleteAll = async () => {
        const forgotten = await store.forgetThread(home);
        wasKnown ||= forgotten.wasKnown;
        isShared ||= forgotten.isShared;
      };
      const threadLinks = await store.latestVideos.linkedThreadsOf(home);
      await withRoom(async () => {
        // What is still under way would bring back what is deleted here.
        for (const one of [home, ...threadLinks]) await stopWork?.(one);
        await deleteAll();
      }, deleteAll);
      const { questions } = catalogueFor(event.locale);
      const gone = isShared ? questions.forgottenHere : questions.forgotten;
      await thread.post({ kind: "notice", text: wasKnown ? gone : questions.nothingToForget });
    },
  };
}
