import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { renderDetails } from "../src/summary/render.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { threadSummary } from "./shared/thread-summary.ts";
import { rememberStills, shrinkBy, withMomentLinks } from "./shared/video-message.ts";

/** All cards of the thread's summary, which showed a strip of them first. */
export function createDetails(deps: CommandDeps): CommandDefinition {
  return {
    name: "details",
    description: inEveryLanguage(({ commands }) => commands.details.description),
    needsVideo: false,
    about: "message",
    isJob: false,
    options: [],
    async run({ event, thread, signal }) {
      const { record, summary } = await threadSummary(deps, event.thread);
      const key = record.contextKey;
      const message = renderDetails(summary, catalogueFor(event.locale), {
        key,
        shrink: shrinkBy(deps, signal),
      });
      const ref = await thread.post(withMomentLinks(message, record));
      await rememberStills(deps, thread, { ref, summary });
    },
  };
}
