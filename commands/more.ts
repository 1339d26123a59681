import type { CommandContext, CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
import type { ThreadRecord } from "../src/store/threads/threads.ts";
import { renderChapter } from "../src/summary/render.ts";
import { absent } from "./shared/absent.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { optionsOf } from "./shared/options.ts";
import { knownThread } from "./shared/original.ts";
import { shrinkBy, withMomentLinks } from "./shared/video-message.ts";
import { postSummary } from "./summarize.ts";

const MORE = 3;
const MOST_KEYFRAMES = 10;

/** The position of a long video's chapter that a person picked; null where they picked none. */
function chapterOf(value: string): number | null {
  const number = Number(/^chapter-(\d{1,2})$/.exec(value)?.[1]);
  return Number.isInteger(number) ? number - 1 : null;
}

async function postChapter(
  deps: CommandDeps,
  { event, thread, signal }: CommandContext,
  { record, chapter }: { readonly record: ThreadRecord; readonly chapter: number },
): Promise<void> {
  const found = await deps.store.contexts.summary(tenantOf(event.thread), record.contextKey);
  const catalogue = catalogueFor(event.locale);
  const message = found && renderChapter(found.summary, chapter, catalogue, shrinkBy(deps, signal));
  if (!message) throw new CuepointError("thread-unknown");
  await thread.post(withMomentLinks(message, record));
}

/** The thread's video once more, with more keyframes; or of a long one, all segments of a chapter. */
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
      const chapter = chapterOf(String(event.options.context ?? ""));
      if (chapter !== null) return await postChapter(deps, context, { record, chapter });
      const known = await deps.store.contexts.get(tenantOf(event.thread), record.contextKey);
      if (!known) throw await absent(deps, event.thread);
      const keyframes = Math.min(MOST_KEYFRAMES, known.summary.segments.length + MORE);
      const options = { ...optionsOf(known), keyframes };
      await postSummary(deps, context, { source: record.source, options });
    },
  };
}
