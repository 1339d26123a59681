import type { CommandDefinition } from "../src/chat/command.ts";
import { inEveryLanguage } from "../src/chat/locales/locales.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { knownThread } from "./shared/original.ts";
import { postSummary } from "./summarize.ts";

const MORE = 3;
const MOST_KEYFRAMES = 10;

/** The thread's video once more, with more keyframes. */
export function createMore(deps: CommandDeps): CommandDefinition {
  return {
    name: "more",
    description: inEveryLanguage(({ commands }) => commands.more.description),
    needsVideo: false,
    about: "message",
    isJob: true,
    options: [],
    async run(context) {
      const { event } = context;
      const record = await knownThread(deps, event.thread);
      const known = await deps.store.contexts.get(tenantOf(event.thread), record.contextKey);
      if (!known) throw new CuepointError("thread-unknown");
      const { from, to } = known.options;
      const options = {
        range: {
          ...(typeof from === "number" && { from }),
          ...(typeof to === "number" && { to }),
        },
        keyframes: Math.min(MOST_KEYFRAMES, known.summary.segments.length + MORE),
        language: known.summary.language,
        ...(known.options.noSound === true && { noSound: true }),
      };
      await postSummary(deps, context, { source: record.source, options });
    },
  };
}
