import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { renderDetails } from "../src/summary/render.ts";
import { absent } from "./shared/absent.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { knownThread } from "./shared/original.ts";
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
      const record = await knownThread(deps, event.thread);
      const found = await deps.store.contexts.summary(tenantOf(event.thread), record.contextKey);
      if (!found) throw await absent(deps, event.thread);
      const { summary } = found;
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
