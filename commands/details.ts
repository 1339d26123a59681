import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { renderDetails } from "../src/summary/render.ts";
import { askedSummary } from "./shared/buttons/asked-summary.ts";
import type { CommandDeps } from "./shared/deps.ts";
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
    async run(context) {
      const { event, thread, signal } = context;
      const asked = await askedSummary(deps, context);
      if (!asked) return;
      const { record, summary } = asked;
      const message = renderDetails(summary, catalogueFor(event.locale), {
        key: asked.key,
        shrink: shrinkBy(deps, signal),
      });
      const ref = await thread.post(withMomentLinks(message, record));
      await rememberStills(deps, thread, { ref, summary });
    },
  };
}
